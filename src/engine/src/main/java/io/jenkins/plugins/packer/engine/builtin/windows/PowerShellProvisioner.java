package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.builtin.shell.VariableFormat;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.run.EarlyEnd;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Uploads PowerShell scripts and runs them on a machine with Windows. Behaves as Packer's {@code provisioner/powershell},
 * except that an inline script never touches the local disk, and {@code pause_after} counts with {@code skip_clean} too.
 */
public final class PowerShellProvisioner implements Provisioner<PowerShellConfiguration> {

    @Override
    public String type() {
        return "powershell";
    }

    @Override
    public String summary() {
        return "Uploads PowerShell scripts and runs them on a machine with Windows.";
    }

    @Override
    public Class<PowerShellConfiguration> configurationType() {
        return PowerShellConfiguration.class;
    }

    @Override
    public void check(PowerShellConfiguration configuration, ConfigurationCheck check) {
        configuration.script().check(check);
        if (!configuration.isElevated()
                && !check.isUnknown("elevated_user")
                && isGiven(configuration.elevatedPassword())) {
            check.error(
                    "elevated_password",
                    "Missing user",
                    "Must supply an 'elevated_user' if 'elevated_password' provided");
        }
        if (!PowerShellCommands.isPolicy(configuration.executionPolicy())) {
            check.error(
                    "execution_policy",
                    "Invalid execution policy",
                    "Invalid execution policy provided. Please supply one of: "
                            + String.join(", ", PowerShellCommands.POLICIES) + ".");
        }
        if (configuration.debugMode() < 0 || configuration.debugMode() > 2) {
            check.error(
                    "debug_mode",
                    "Invalid trace level",
                    configuration.debugMode()
                            + " is an invalid Trace level for `debug_mode`; valid values are 0, 1, and 2");
        }
        checkFormat("env_var_format", configuration.envVarFormat(), check);
        checkFormat("elevated_env_var_format", configuration.elevatedEnvVarFormat(), check);
    }

    private static void checkFormat(String option, @Nullable String format, ConfigurationCheck check) {
        if (isGiven(format)) {
            VariableFormat.mistake(format).ifPresent(mistake -> check.error(option, "Invalid format", mistake));
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    @Override
    public void provision(PowerShellConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        context.ui().say("Provisioning with Powershell...");
        PowerShellRun run = new PowerShellRun(configuration, context);
        EarlyEnd.handle(
                context.cancellation(), () -> runAll(configuration, context, run), run::abandon, run::removeSecrets);
        Duration pause = configuration.pauseAfter();
        if (pause.compareTo(Duration.ZERO) > 0) {
            context.ui().say("Pausing " + DurationText.brief(pause) + " after this provisioner...");
            context.cancellation().pause(pause);
        }
    }

    private static void runAll(PowerShellConfiguration configuration, ProvisionContext context, PowerShellRun run)
            throws ComponentException {
        for (String script : configuration.script().scriptFiles()) {
            context.ui().say("Provisioning with powershell script: " + script);
            Path file = RunDirectory.of(context).resolve(script);
            run.run(ScriptOptions.read(file), String.valueOf(file.getFileName()));
        }
        if (configuration.script().isInline()) {
            context.ui().say("Provisioning with powershell script: inline");
            run.run(run.inline(), PowerShellRun.INLINE);
        }
        if (!configuration.skipClean()) {
            run.clean();
        }
    }
}
