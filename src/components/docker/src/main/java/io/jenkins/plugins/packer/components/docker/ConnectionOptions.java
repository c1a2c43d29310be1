package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.communicator.WinRmOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.config.Refused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How provisioners reach the container. */
@Refused(
        options = {
            "ssh_keypair_name",
            "temporary_key_pair_name",
            "temporary_key_pair_type",
            "temporary_key_pair_bits",
            "ssh_clear_authorized_keys"
        },
        reason = "the docker builder puts no temporary key on the container; Packer ignores the option")
public record ConnectionOptions(
        @Option(
                doc =
                        "How provisioners reach the container: docker, ssh or winrm for a server that runs in it, or none.",
                defaultValue = "docker")
        String communicator,

        @Nullable @Option(doc = "How long to wait before provisioning begins, such as 10s.")
        Duration pauseBeforeConnecting,

        @Group SshOptions ssh,

        @Group WinRmOptions winRm) {

    /** Whether the container is reached through the engine, or not at all. */
    boolean isOwn() {
        return communicator.equals("docker") || communicator.equals(CommunicatorOptions.NONE);
    }

    /** For a server that runs in the container. */
    CommunicatorOptions machine() {
        return new CommunicatorOptions(communicator, pauseBeforeConnecting, ssh, winRm);
    }
}
