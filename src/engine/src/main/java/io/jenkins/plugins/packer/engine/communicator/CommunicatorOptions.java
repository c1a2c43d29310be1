package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How provisioners reach the machine: the group of options that every builder with a machine has. A builder calls
 * {@link #check} in its own check, and {@link MachineConnection#open} when its machine runs.
 *
 * @param communicator the communicator's type
 * @param pauseBeforeConnecting how long to wait between the first connection and the one that is used
 * @param ssh options of ssh
 * @param winRm options of winrm
 */
public record CommunicatorOptions(
        @Option(
                doc = "How provisioners reach the machine: ssh, winrm, or none for no connection.",
                defaultValue = "ssh")
        String communicator,

        @Nullable
        @Option(
                doc = "How long to wait, once the machine could be reached, before connecting to it anew, such as 10s:"
                        + " for machines that are not ready when SSH or WinRM is.")
        Duration pauseBeforeConnecting,

        @Group SshOptions ssh,

        @Group WinRmOptions winRm) {
    /** No connection. */
    public static final String NONE = "none";
    /** By SSH. */
    public static final String SSH = "ssh";
    /** By WinRM. */
    public static final String WINRM = "winrm";

    /** The communicator's type; {@code ssh} where the template gives none. */
    public String type() {
        return communicator.isEmpty() ? SSH : communicator;
    }

    /** The machine's address that the template gives; empty for none. */
    public String host() {
        return text(type().equals(SSH) ? ssh.sshHost() : winRm.winRmHost());
    }

    /** The port that the template gives, or its default. */
    public int port() {
        return type().equals(SSH) ? ssh.sshPort() : winRm.port();
    }

    /** The user that the template gives; empty for none. */
    public String username() {
        return text(type().equals(SSH) ? ssh.sshUsername() : winRm.winRmUsername());
    }

    /** The password that the template gives; empty for none. */
    public String password() {
        return text(type().equals(SSH) ? ssh.sshPassword() : winRm.winRmPassword());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Reports mistakes among the options, as Packer's {@code Config.Prepare} does. */
    public void check(ConfigurationCheck check) {
        new CommunicatorRules(this, check).apply();
    }
}
