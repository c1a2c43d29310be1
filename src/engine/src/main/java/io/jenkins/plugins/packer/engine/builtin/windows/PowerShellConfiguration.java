package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code powershell} provisioner.
 *
 * @param script what runs
 * @param envVarFormat how a variable is written
 * @param executeCommand how a script is run
 * @param remoteEnvVarPath where the variables are put
 * @param elevatedExecuteCommand how a script is run as another user
 * @param skipClean whether the scripts stay
 * @param startRetryTimeout how long starting is tried
 * @param elevatedEnvVarFormat how a variable is written for another user
 * @param elevatedUser whom the scripts run as
 * @param elevatedPassword that user's password
 * @param executionPolicy which scripts PowerShell allows
 * @param debugMode whether PowerShell shows what it does
 * @param pauseAfter wait at the end
 * @param usePwsh which PowerShell
 */
public record PowerShellConfiguration(
        @Group ScriptOptions script,

        @Option(
                doc =
                        "How a variable is written, with %s for the name and %s for the value, which is escaped for double"
                                + " quotes; by default $env:%s=\"%s\"; and a space.")
        @Nullable
        String envVarFormat,

        @Option(
                doc = "Command that runs a script, a template of {{.Path}} and {{.Vars}}, the file that sets the"
                        + " variables; by default PowerShell with the execution_policy.",
                renderedLater = true)
        @Nullable
        String executeCommand,

        @Option(
                doc = "Path on the machine of the script that sets the variables; by default a new name in"
                        + " c:/Windows/Temp.")
        @Nullable
        String remoteEnvVarPath,

        @Option(
                doc = "Command that runs a script as elevated_user, a template as execute_command, with the same"
                        + " default.",
                renderedLater = true)
        @Nullable
        String elevatedExecuteCommand,

        @Option(
                doc = "Leaves the uploaded scripts on the machine, except those of elevated_user.",
                defaultValue = "false")
        boolean skipClean,

        @Option(
                doc = "How long uploading and starting a script is tried again, for machines that reboot in between.",
                defaultValue = "5m")
        Duration startRetryTimeout,

        @Option(doc = "How a variable is written for elevated_user, in place of env_var_format.") @Nullable
        String elevatedEnvVarFormat,

        @Option(doc = "User to run scripts as, in a scheduled task with all rights that the user can have.") @Nullable
        String elevatedUser,

        @Option(
                doc = "Password of elevated_user; none for a service account such as SYSTEM.",
                sensitive = true,
                renderedTwice = true)
        @Nullable
        String elevatedPassword,

        @Option(
                doc =
                        "Which scripts PowerShell allows: bypass, allsigned, default, remotesigned, restricted, undefined,"
                                + " unrestricted, or none for a command that does not start PowerShell, where the machine's"
                                + " shell is one.",
                defaultValue = "bypass")
        String executionPolicy,

        @Option(
                doc =
                        "Has PowerShell show what it does: 1 traces lines, 2 variables, calls and scripts too; 0 nothing.",
                defaultValue = "0")
        int debugMode,

        @Option(doc = "How long to wait after the last script.", defaultValue = "0s")
        Duration pauseAfter,

        @Option(
                doc = "Runs pwsh, the PowerShell of version 6 and newer, instead of powershell.",
                defaultValue = "false")
        boolean usePwsh) {

    /** Packer's default for {@code start_retry_timeout}, which 0 stands for as well. */
    private static final Duration DEFAULT_START_RETRY = Duration.ofMinutes(5);

    public PowerShellConfiguration {
        startRetryTimeout = startRetryTimeout.isZero() ? DEFAULT_START_RETRY : startRetryTimeout;
    }

    boolean isElevated() {
        return elevatedUser != null && !elevatedUser.isEmpty();
    }
}
