package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.FastLaunchOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of the {@code amazon-ebs} builder, from the image to start from to the images that it made. */
record EbsBuild(EbsConfiguration configuration, BuildContext context, Connections connections) {

    @Nullable
    Artifact run() throws ComponentException {
        InstanceOptions instance = configuration.instance();
        AmiOptions ami = configuration.ami();
        InstanceWork.Plan plan = new InstanceWork.Plan(
                instance,
                ami.networking(),
                ami.amiVirtualizationType(),
                Launch.EBS,
                configuration.launchBlockDeviceMappings(),
                configuration.noEphemeral(),
                configuration.volumeTags(),
                "");
        InstanceWork work = InstanceWork.begin(plan, configuration.access(), context, connections);
        boolean replace = ami.forceDeregister() || context.options().force();
        context.step("Check the conditions", () -> {
            new Preconditions(ami, instance.network(), work.ec2(), context.ui())
                    .check(replace, configuration.skipCreateAmi());
            return null;
        });
        BuildInfo info = work.findSource();
        Machine machine = work.launch(info);
        work.provision(machine, info);
        work.stop(machine);
        if (configuration.skipCreateAmi()) {
            context.ui().say("Skipping AMI creation...");
            work.end(machine);
            return null;
        }
        Images images = new ImageCreation(ami, work.connection(), work.polling(), context)
                .make(origin(machine, info), replace, info);
        FastLaunchOptions fastLaunch = configuration.fastLaunch();
        if (fastLaunch != null && fastLaunch.wanted()) {
            new FastLaunch(fastLaunch, work.connection(), work.polling(), context).enable(images);
        }
        work.end(machine);
        return images.artifact(EbsBuilder.ID, info);
    }

    private ImageOrigin origin(Machine machine, BuildInfo info) throws ComponentException {
        Map<String, String> runTags = configuration.skipAmiRunTags()
                ? Map.of()
                : configuration.instance().tags();
        if (configuration.skipAmiRunTags()) {
            context.ui().say("Skipping attaching run tags to AMI...");
        } else if (!runTags.isEmpty()) {
            context.ui().say("Attaching run tags to AMI...");
        }
        return new ImageOfInstance(
                machine, BlockDevices.of(configuration.amiBlockDeviceMappings()), Tags.of(runTags, info, context));
    }
}
