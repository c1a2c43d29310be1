package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;

/** One run of the {@code amazon-ebs} builder, from the image to start from to the images that it made. */
record EbsBuild(EbsConfiguration configuration, BuildContext context, Connections connections) {

    @Nullable
    Artifact run() throws ComponentException {
        Connections.Open connection = context.step("Connect to AWS", this::connect);
        AwsConnection aws = connection.aws();
        Ec2 ec2 = aws.ec2(context.cancellation());
        InstanceOptions instance = configuration.instance();
        AmiOptions ami = configuration.ami();
        context.step("Check the conditions", () -> {
            new Preconditions(ami, instance.network(), ec2, context.ui())
                    .check(replaces(), configuration.skipCreateAmi());
            return null;
        });
        Image source = context.step("Find the source image", () -> findSource(ec2));
        BuildInfo info = new BuildInfo(aws.region(), source);
        Polling polling = Polling.of(configuration.access().polling(), context.environment());
        Machine machine = launch(connection, ec2, source, info, polling);
        provision(machine, info);
        new InstanceEnd(instance, ami, machine, polling, context).run();
        if (configuration.skipCreateAmi()) {
            context.ui().say("Skipping AMI creation...");
            end(machine);
            return null;
        }
        Images images = new ImageCreation(configuration, connection, info, polling, context).run(machine, replaces());
        context.step("Set up the images", () -> {
            new ImageSettings(ami, aws, info, context).apply(images);
            return null;
        });
        end(machine);
        return images.artifact(EbsBuilder.ID, info);
    }

    private boolean replaces() {
        return configuration.ami().forceDeregister() || context.options().force();
    }

    private Connections.Open connect() throws ComponentException {
        Connections.Open connection = connections.open(configuration.access(), context);
        connection.aws().verifyCredentials();
        return connection;
    }

    private Image findSource(Ec2 ec2) throws ComponentException {
        InstanceOptions instance = configuration.instance();
        Image image = new SourceImages(ec2).find(instance.sourceAmi(), instance.sourceAmiFilter());
        context.ui().message("Found Image ID: " + image.imageId());
        AmiOptions ami = configuration.ami();
        boolean enhanced = Boolean.TRUE.equals(ami.enaSupport()) || ami.sriovSupport();
        String wanted = ami.amiVirtualizationType();
        String virtualization =
                wanted == null || wanted.isEmpty() ? String.valueOf(image.virtualizationTypeAsString()) : wanted;
        if (enhanced && !"hvm".equals(virtualization)) {
            throw new ComponentException("Enhanced networking (ena_support, sriov_support) needs an HVM image, and "
                    + image.imageId() + " is " + virtualization + ".");
        }
        return image;
    }

    private Machine launch(Connections.Open connection, Ec2 ec2, Image source, BuildInfo info, Polling polling)
            throws ComponentException {
        InstanceOptions instance = configuration.instance();
        Tags tags = Tags.of(instance.tags(), info, context);
        Network network = context.step(
                "Find the network", () -> Network.find(instance.network(), instance.instanceType(), ec2, context.ui()));
        InstanceKey key = context.step(
                "Prepare the key pair", () -> InstanceKey.prepare(instance, tags, context, connection, ec2));
        List<String> groups = context.step(
                "Prepare the security group",
                () -> new SecurityGroups(instance, tags, context, connection, ec2).find(network.vpc()));
        String profile = context.step(
                "Prepare the instance profile", () -> new InstanceProfiles(instance, tags, context, connection).find());
        Launch.Prepared prepared = new Launch.Prepared(
                source,
                network,
                groups,
                key,
                profile,
                tags,
                Tags.of(configuration.volumeTags(), info, context),
                polling);
        Machine machine = context.step(
                "Launch the instance",
                () -> new Launch(
                                instance,
                                configuration.launchBlockDeviceMappings(),
                                configuration.noEphemeral(),
                                prepared)
                        .run(context, connection, ec2));
        return context.step("Get the password", () -> new WindowsPassword(instance, context).of(machine));
    }

    private void provision(Machine machine, BuildInfo info) throws ComponentException {
        InstanceOptions instance = configuration.instance();
        try (MachineConnection connection = context.step(
                "Connect to the instance", () -> MachineConnection.open(instance.communicator(), machine, context))) {
            Map<String, Object> values = new LinkedHashMap<>(connection.values(machine.id()));
            values.putAll(info.values());
            context.provision(connection.communicator(), values);
            connection.removeTemporaryKey(instance.keyPair(), machine.keyPair(), context);
        }
    }

    private void end(Machine machine) throws ComponentException {
        context.ui().say("Terminating the source AWS instance...");
        context.resources().remove(machine.resource());
    }
}
