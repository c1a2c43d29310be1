package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.util.List;

/** Runs scripts on this machine once there is an artifact. Behaves as Packer's {@code post-processor/shell-local}. */
public final class ShellLocalPostProcessor implements PostProcessor<ShellLocalPostConfiguration> {

    @Override
    public String type() {
        return "shell-local";
    }

    @Override
    public String summary() {
        return "Runs scripts on the machine that Packer runs on, and passes the artifact on.";
    }

    @Override
    public Class<ShellLocalPostConfiguration> configurationType() {
        return ShellLocalPostConfiguration.class;
    }

    @Override
    public void check(ShellLocalPostConfiguration configuration, ConfigurationCheck check) {
        ShellLocalCheck.check(configuration.shell(), check);
        if (Boolean.FALSE.equals(configuration.keepInputArtifact())) {
            check.warning(
                    "keep_input_artifact",
                    "The input artifact is kept",
                    "shell-local passes its input on, so it always keeps it. To replace it by files that the script"
                            + " made, put the artifice post-processor behind it.");
        }
    }

    @Override
    public Result process(ShellLocalPostConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        ShellLocalConfiguration shell = configuration.shell();
        if (shell.executeCommand().size() == 1) {
            // The post-processor's execute_command was a string once, which it gave to a shell.
            shell = shell.withExecuteCommand(List.of("sh", "-c"));
        }
        new LocalScripts(shell, context).run();
        return Result.passOn(input);
    }
}
