package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Has volumes attached, and waits for them to be in a state. */
record VolumeStates(Ec2 ec2, Polling polling, Ui ui) {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /**
     * Asks for a volume to be attached. That it is in use already is the answer where that to a first request was lost:
     * nobody else knows the volume.
     */
    void attach(String volume, String instance, String device) throws ComponentException {
        try {
            ec2.create(
                    "Attaching the volume " + volume,
                    client -> client.attachVolume(request ->
                            request.instanceId(instance).volumeId(volume).device(device)));
        } catch (AwsException e) {
            if (!e.code().equals("VolumeInUse")) {
                throw e;
            }
        }
    }

    /** Until a volume is there and attached to nothing. */
    void awaitFree(String volume) throws ComponentException {
        await(volume, "available", found -> found.state() == VolumeState.AVAILABLE);
    }

    /** Until a volume is attached. */
    void awaitAttached(String volume) throws ComponentException {
        await(
                volume,
                "attached",
                found -> found.attachments().stream()
                        .anyMatch(attachment -> attachment.state() == VolumeAttachmentState.ATTACHED));
    }

    private void await(String volume, String state, Predicate<Volume> condition) throws ComponentException {
        String what = "the volume " + volume + " to be " + state;
        ec2.await(what, polling, LIMIT, ui::message, () -> reached(volume, state, condition));
    }

    private @Nullable Boolean reached(String volume, String state, Predicate<Volume> condition)
            throws ComponentException {
        List<Volume> found;
        try {
            found = ec2.call(
                            "Describing the volume " + volume,
                            client -> client.describeVolumes(request -> request.volumeIds(volume)))
                    .volumes();
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
        if (!found.isEmpty() && found.get(0).state() == VolumeState.ERROR) {
            throw new ComponentException("The volume " + volume + " failed instead of becoming " + state
                    + ". With a KMS key this account must be allowed to use the key.");
        }
        return !found.isEmpty() && condition.test(found.get(0)) ? Boolean.TRUE : null;
    }
}
