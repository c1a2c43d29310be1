package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.EnhancedNetworkingOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.communicator.Target;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * What all builders do that work on an instance: launch it, have it provisioned, stop it, end it.
 *
 * @param plan what the builder asks for
 * @param context the build
 * @param connection AWS
 * @param ec2 EC2 in the build's region
 * @param polling how EC2 is asked whether something is done
 * @param sessions carries the sessions of Session Manager; null where the instance has an address
 */
record InstanceWork(
        Plan plan,
        BuildContext context,
        Connections.Open connection,
        Ec2 ec2,
        Polling polling,
        @Nullable SessionProgram sessions) {

    /**
     * What a builder asks for.
     *
     * @param instance the instance
     * @param networking its enhanced networking
     * @param virtualization virtualization of the image; null for that of the source image
     * @param rootDevice what the source image's root device must be: {@code ebs} or {@code instance-store}
     * @param devices block devices of the instance
     * @param noEphemeral whether instance store volumes are left out
     * @param volumeTags tags of its volumes
     * @param volumeMark by which its volumes are found when they outlive it; empty where none is to
     */
    record Plan(
            InstanceOptions instance,
            EnhancedNetworkingOptions networking,
            @Nullable String virtualization,
            String rootDevice,
            List<BlockDeviceOptions> devices,
            boolean noEphemeral,
            Map<String, String> volumeTags,
            String volumeMark) {}

    /** Connects to AWS. */
    static InstanceWork begin(Plan plan, AccessOptions access, BuildContext context, Connections connections)
            throws ComponentException {
        SessionProgram sessions = plan.instance().throughSessionManager() ? SessionProgram.find(context) : null;
        Connections.Open connection = connections.verified(access, context);
        return new InstanceWork(
                plan,
                context,
                connection,
                connection.aws().ec2(context.cancellation()),
                Polling.of(access.polling(), context.environment()),
                sessions);
    }

    /** Finds the image to start from. */
    BuildInfo findSource() throws ComponentException {
        return context.step("Find the source image", () -> {
            Image image = new SourceImages(ec2)
                    .find(
                            plan.instance().sourceAmi(),
                            plan.instance().sourceAmiFilter(),
                            plan.networking(),
                            plan.virtualization(),
                            context.ui());
            return new BuildInfo(connection.aws().region(), image);
        });
    }

    /** Launches the instance, with everything temporary that it needs, and waits until it runs. */
    Machine launch(BuildInfo info) throws ComponentException {
        InstanceOptions instance = plan.instance();
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
                info.image(), network, groups, key, profile, tags, Tags.of(plan.volumeTags(), info, context), polling);
        return context.step("Launch the instance", () -> new Launch(plan, prepared).run(context, connection, ec2));
    }

    /** What is done over the connection when the provisioners are done. */
    interface LastWork {
        void run(Communicator communicator) throws ComponentException;
    }

    /** Connects to the instance and runs the provisioners. */
    void provision(Machine launched, BuildInfo info) throws ComponentException {
        provision(launched, info, communicator -> {});
    }

    /** Connects to the instance, runs the provisioners, and does more. */
    void provision(Machine launched, BuildInfo info, LastWork more) throws ComponentException {
        InstanceOptions instance = plan.instance();
        Machine machine = context.step("Get the password", () -> new WindowsPassword(instance, context).of(launched));
        if (sessions == null) {
            provision(machine, machine, info, more);
            return;
        }
        try (SessionTunnel tunnel = context.step(
                "Open the tunnel", () -> SessionTunnel.open(instance, sessions, machine, connection, context))) {
            provision(machine, tunnel, info, more);
        }
    }

    private void provision(Machine machine, Target target, BuildInfo info, LastWork more) throws ComponentException {
        InstanceOptions instance = plan.instance();
        try (MachineConnection connected = context.step(
                "Connect to the instance", () -> MachineConnection.open(instance.communicator(), target, context))) {
            Map<String, Object> values = new LinkedHashMap<>(connected.values(machine.id()));
            values.putAll(info.values());
            context.provision(connected.communicator(), values);
            connected.removeTemporaryKey(instance.keyPair(), machine.keyPair(), context);
            more.run(connected.communicator());
        }
    }

    /** Stops the instance, unless it is a spot instance, and sets its networking. */
    void stop(Machine machine) throws ComponentException {
        new InstanceEnd(plan.instance(), plan.networking(), machine, polling, context).run();
    }

    /** Terminates the instance. */
    void end(Machine machine) throws ComponentException {
        context.ui().say("Terminating the source AWS instance...");
        context.resources().remove(machine.resource());
    }
}
