package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmSettings;
import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code winrm} communicator, named and defaulted as in Packer (packer-plugin-sdk,
 * {@code communicator/config.go}).
 */
public record WinRmOptions(
        @Nullable @Option(name = "winrm_username", doc = "User to log in as; required for WinRM.")
        String winRmUsername,

        @Nullable @Option(name = "winrm_password", doc = "Password to log in with.", sensitive = true)
        String winRmPassword,

        @Nullable
        @Option(
                name = "winrm_host",
                doc = "Address of the machine. Builders that start the machine know it; the null builder needs it.")
        String winRmHost,

        @Option(
                name = "winrm_no_proxy",
                doc = "Connects to the machine directly, whatever proxy the environment names.",
                defaultValue = "false")
        boolean winRmNoProxy,

        @Option(
                name = "winrm_port",
                doc = "Port of the machine's WinRM service; 5985, or 5986 with winrm_use_ssl.",
                defaultValue = "0")
        int winRmPort,

        @Nullable
        @Option(
                name = "winrm_timeout",
                doc = "How long to wait until the machine can be reached, such as 10m.",
                defaultValue = "30m")
        Duration winRmTimeout,

        @Option(name = "winrm_use_ssl", doc = "Connects by HTTPS.", defaultValue = "false")
        boolean winRmUseSsl,

        @Option(
                name = "winrm_insecure",
                doc = "Accepts whatever certificate the machine shows.",
                defaultValue = "false")
        boolean winRmInsecure,

        @Option(
                name = "winrm_use_ntlm",
                doc = "Authenticates with NTLM instead of basic authentication, so that the machine need not allow the"
                        + " latter.",
                defaultValue = "false")
        boolean winRmUseNtlm) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    /** Nothing given. */
    public static WinRmOptions none() {
        return new WinRmOptions(null, null, null, false, 0, DEFAULT_TIMEOUT, false, false, false);
    }

    /** The port to connect to. */
    public int port() {
        if (winRmPort != 0) {
            return winRmPort;
        }
        return winRmUseSsl ? 5986 : 5985;
    }

    /** How one attempt to connect is made. */
    WinRmSettings settings(MachineAccess access) {
        return new WinRmSettings(
                access.host(),
                access.port(),
                access.username(),
                access.password(),
                winRmUseSsl,
                winRmInsecure,
                winRmUseNtlm,
                winRmNoProxy,
                timeout());
    }

    /** How long to wait for the machine. */
    public Duration timeout() {
        return winRmTimeout == null || winRmTimeout.isZero() ? DEFAULT_TIMEOUT : winRmTimeout;
    }
}
