package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;

/** One run of the {@code amazon-instance} builder, from the image to start from to the images that it made. */
record StoreBuild(StoreConfiguration configuration, BuildContext context, Connections connections) {

    Artifact run() throws ComponentException {
        InstanceOptions instance = configuration.instance();
        AmiOptions ami = configuration.ami();
        InstanceWork.Plan plan = new InstanceWork.Plan(
                instance,
                ami.networking(),
                ami.amiVirtualizationType(),
                Launch.INSTANCE_STORE,
                configuration.launchBlockDeviceMappings(),
                false,
                Map.of(),
                "");
        InstanceWork work = InstanceWork.begin(plan, configuration.access(), context, connections);
        boolean replace = ami.forceDeregister() || context.options().force();
        context.step("Check the conditions", () -> {
            new Preconditions(ami, instance.network(), work.ec2(), context.ui()).check(replace, false);
            return null;
        });
        BuildInfo info = work.findSource();
        Machine machine = work.launch(info);
        Bundle bundle = Bundle.of(configuration.bundle(), instance, work);
        work.provision(machine, info, communicator -> bundle.make(communicator, machine));
        ImageOrigin origin =
                new RegisteredImage(request(bundle.location()), new Tags(Map.of(), Marks.of(context)), work.ec2());
        Images images = new ImageCreation(ami, work.connection(), work.polling(), context).make(origin, replace, info);
        work.end(machine);
        return images.with(List.of(bundle.resource())).artifact(StoreBuilder.ID, info);
    }

    private RegisterImageRequest.Builder request(String location) {
        RegisterImageRequest.Builder request =
                RegisteredImage.networking(configuration.ami()).imageLocation(location);
        String virtualization = configuration.ami().amiVirtualizationType();
        if (virtualization != null && !virtualization.isEmpty()) {
            request.virtualizationType(virtualization);
        }
        String tpm = configuration.bundle().tpmSupport();
        if (tpm != null && !tpm.isEmpty()) {
            request.tpmSupport(tpm);
        }
        if (!configuration.amiBlockDeviceMappings().isEmpty()) {
            request.blockDeviceMappings(BlockDevices.of(configuration.amiBlockDeviceMappings()));
        }
        return request;
    }
}
