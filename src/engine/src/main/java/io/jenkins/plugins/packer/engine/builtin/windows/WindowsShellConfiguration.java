package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code windows-shell} provisioner.
 *
 * @param script what runs
 * @param envVarFormat how a variable is written
 * @param executeCommand how a script is run
 * @param startRetryTimeout how long starting is tried
 */
public record WindowsShellConfiguration(
        @Group ScriptOptions script,

        @Option(
                doc = "How a variable is written in {{.Vars}}, with %s for the name and %s for the value; by default"
                        + " set \"%s=%s\" && and a space.")
        @Nullable
        String envVarFormat,

        @Option(
                doc = "Command that runs a script, a template of {{.Path}} and {{.Vars}}; by default"
                        + " {{.Vars}}\"{{.Path}}\".",
                renderedLater = true)
        @Nullable
        String executeCommand,

        @Option(
                doc = "How long uploading and starting a script is tried again, for machines that reboot in between.",
                defaultValue = "5m")
        Duration startRetryTimeout) {

    /** Packer's default for {@code start_retry_timeout}, which 0 stands for as well. */
    private static final Duration DEFAULT_START_RETRY = Duration.ofMinutes(5);

    public WindowsShellConfiguration {
        startRetryTimeout = startRetryTimeout.isZero() ? DEFAULT_START_RETRY : startRetryTimeout;
    }
}
