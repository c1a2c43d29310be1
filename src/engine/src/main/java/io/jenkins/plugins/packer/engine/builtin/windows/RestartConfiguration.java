package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code windows-restart} provisioner.
 *
 * @param restartCommand restarts the machine
 * @param restartCheckCommand is to run before the machine counts as restarted
 * @param restartTimeout how long that may take
 * @param checkRegistry whether a pending restart is waited for
 * @param registryKeys what says that one is pending
 */
public record RestartConfiguration(
        @Option(
                doc = "Command that restarts the machine; by default shutdown /r /f /t 0 /c \"packer restart\". It"
                        + " may end with 0, or with 1115 or 1190, which say that a restart is going on.")
        @Nullable
        String restartCommand,

        @Option(
                doc = "Command that is to run once on the machine before it counts as restarted; whatever is given,"
                        + " PowerShell has to print the machine's name as well.")
        @Nullable
        String restartCheckCommand,

        @Option(doc = "How long the restart may take.", defaultValue = "5m")
        Duration restartTimeout,

        @Option(
                doc = "Waits until the registry does not say any more that a restart is pending, as updates do.",
                defaultValue = "false")
        boolean checkRegistry,

        @Option(
                doc = "Keys of the registry, each of which says that a restart is pending; by default RebootPending,"
                        + " PackagesPending and RebootInProgress of Component Based Servicing.")
        List<String> registryKeys) {
    /** Packer's default for {@code restart_timeout}, which 0 stands for as well. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private static final String SERVICING = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\";
    private static final List<String> DEFAULT_KEYS = List.of(
            "HKLM:" + SERVICING + "RebootPending",
            "HKLM:" + SERVICING + "PackagesPending",
            "HKLM:Software" + SERVICING.substring("SOFTWARE".length()) + "RebootInProgress");

    public RestartConfiguration {
        restartTimeout = restartTimeout.isZero() ? DEFAULT_TIMEOUT : restartTimeout;
        registryKeys = registryKeys.isEmpty() ? DEFAULT_KEYS : List.copyOf(registryKeys);
    }
}
