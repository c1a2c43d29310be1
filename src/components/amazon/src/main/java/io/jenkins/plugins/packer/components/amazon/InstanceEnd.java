package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.EnhancedNetworkingOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** What is done to the instance between its provisioning and the image: it is stopped, and its networking is set. */
record InstanceEnd(
        InstanceOptions options,
        EnhancedNetworkingOptions networking,
        Machine machine,
        Polling polling,
        BuildContext context) {
    private static final Duration STOPPED = Duration.ofMinutes(10);

    void run() throws ComponentException {
        if (options.spot().wanted()) {
            // A spot instance of a fleet cannot be stopped; its image is made while it runs.
            return;
        }
        context.step("Stop the instance", () -> {
            stop();
            return null;
        });
        if (networking.sriovSupport() || networking.enaSupport() != null) {
            context.step("Set enhanced networking", () -> {
                setNetworking();
                return null;
            });
        }
    }

    private void stop() throws ComponentException {
        String id = machine.id();
        Ec2 ec2 = machine.ec2();
        if (options.disableStopInstance()) {
            context.ui().say("Automatic instance stop disabled. Please stop instance manually.");
        } else {
            context.ui().say("Stopping the source instance...");
            ec2.eventually(
                    "Stopping the instance " + id, client -> client.stopInstances(request -> request.instanceIds(id)));
        }
        context.ui().say("Waiting for the instance to stop...");
        ec2.await("the instance " + id + " to be stopped", polling, STOPPED, context.ui()::message, this::stopped);
    }

    private @org.jspecify.annotations.Nullable Boolean stopped() throws ComponentException {
        Optional<Instance> found = Machine.describe(machine.id(), machine.ec2());
        if (found.isEmpty()) {
            return null;
        }
        InstanceStateName state = found.get().state().name();
        if (state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN) {
            throw new ComponentException("The instance " + machine.id()
                    + " was terminated instead of stopped, so no image can be made of it: "
                    + Machine.reason(found.get()) + ". shutdown_behavior = \"stop\" keeps a shutdown from within.");
        }
        return state == InstanceStateName.STOPPED ? Boolean.TRUE : null;
    }

    private void setNetworking() throws ComponentException {
        String id = machine.id();
        if (networking.sriovSupport()) {
            context.ui().say("Enabling Enhanced Networking (SR-IOV)...");
            machine.ec2()
                    .call(
                            "Enabling SR-IOV on the instance " + id,
                            client -> client.modifyInstanceAttribute(
                                    request -> request.instanceId(id).sriovNetSupport(value -> value.value("simple"))));
        }
        Boolean ena = networking.enaSupport();
        if (ena != null) {
            context.ui().say((ena ? "Enabling" : "Disabling") + " Enhanced Networking (ENA)...");
            machine.ec2()
                    .call(
                            "Setting ENA on the instance " + id,
                            client -> client.modifyInstanceAttribute(
                                    request -> request.instanceId(id).enaSupport(value -> value.value(ena))));
        }
    }
}
