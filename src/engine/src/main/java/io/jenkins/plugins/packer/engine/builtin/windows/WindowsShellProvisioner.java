package io.jenkins.plugins.packer.engine.builtin.windows;

import static io.jenkins.plugins.packer.engine.builtin.windows.ScriptOptions.given;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.builtin.shell.VariableFormat;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.run.EarlyEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Uploads batch files and runs them on a machine with Windows. Behaves as Packer's {@code provisioner/windows-shell},
 * with two differences: an inline script never touches the local disk, and variables that hold a secret go by file where
 * {@code execute_command} is the default one, so that the machine's process list does not show them.
 */
public final class WindowsShellProvisioner implements Provisioner<WindowsShellConfiguration> {
    private static final String REMOTE_PATH = "c:/Windows/Temp/script.bat";
    private static final String VARIABLE = "set \"%s=%s\" && ";
    private static final String EXECUTE = "{{.Vars}}\"{{.Path}}\"";

    @Override
    public String type() {
        return "windows-shell";
    }

    @Override
    public String summary() {
        return "Uploads batch files and runs them on a machine with Windows.";
    }

    @Override
    public Class<WindowsShellConfiguration> configurationType() {
        return WindowsShellConfiguration.class;
    }

    @Override
    public void check(WindowsShellConfiguration configuration, ConfigurationCheck check) {
        configuration.script().check(check);
        String format = given(configuration.envVarFormat(), VARIABLE);
        VariableFormat.mistake(format).ifPresent(mistake -> check.error("env_var_format", "Invalid format", mistake));
    }

    @Override
    public void provision(WindowsShellConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        context.ui().say("Provisioning with windows-shell...");
        WindowsScript windows = new WindowsScript(context, configuration.startRetryTimeout());
        ScriptVariables variables = WindowsVariables.of(context, configuration.script());
        boolean hidden =
                variables.secret() && given(configuration.executeCommand(), "").isEmpty();
        String file = hidden ? "c:\\Windows\\Temp\\packer-env-vars-" + UUID.randomUUID() + ".bat" : "";
        String vars = hidden ? "call \"" + file + "\" && " : line(configuration, variables);
        List<String> files = new ArrayList<>();
        EarlyEnd.Work work = () -> {
            if (hidden) {
                files.add(file);
                windows.upload(batch(variables), file.replace('\\', '/'));
            }
            runAll(configuration, context, windows, vars, files);
            if (hidden) {
                windows.remove(file);
            }
        };
        EarlyEnd.handle(context.cancellation(), work, () -> windows.leaveNothing(files, List.of()), failure -> {
            if (hidden) {
                windows.removeAfter(failure, file);
            }
        });
    }

    private static void runAll(
            WindowsShellConfiguration configuration,
            ProvisionContext context,
            WindowsScript windows,
            String vars,
            List<String> files)
            throws ComponentException {
        for (String script : configuration.script().scriptFiles()) {
            context.ui().say("Provisioning with shell script: " + script);
            Path path = RunDirectory.of(context).resolve(script);
            run(
                    configuration,
                    context,
                    windows,
                    vars,
                    ScriptOptions.read(path),
                    String.valueOf(path.getFileName()),
                    files);
        }
        if (configuration.script().isInline()) {
            context.ui().say("Provisioning with shell script: inline");
            byte[] lines = (String.join("\n", configuration.script().inline()) + "\n").getBytes(StandardCharsets.UTF_8);
            run(configuration, context, windows, vars, lines, "packer-inline.bat", files);
        }
    }

    private static String line(WindowsShellConfiguration configuration, ScriptVariables variables) {
        VariableFormat format = VariableFormat.of(given(configuration.envVarFormat(), VARIABLE));
        StringBuilder line = new StringBuilder();
        variables.values().forEach((name, value) -> line.append(format.format(name, value)));
        return line.toString();
    }

    /** Sets the variables; in a batch file a percent sign is written twice. */
    private static byte[] batch(ScriptVariables variables) {
        StringBuilder lines = new StringBuilder("@echo off\r\n");
        variables
                .values()
                .forEach((name, value) -> lines.append("set \"")
                        .append(name)
                        .append('=')
                        .append(value.replace("%", "%%"))
                        .append("\"\r\n"));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void run(
            WindowsShellConfiguration configuration,
            ProvisionContext context,
            WindowsScript windows,
            String vars,
            byte[] script,
            String name,
            List<String> files)
            throws ComponentException {
        String path = configuration.script().remotePath(REMOTE_PATH, name);
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("Vars", vars);
        data.put("Path", path);
        String command = WindowsVariables.render(
                "execute_command", given(configuration.executeCommand(), EXECUTE), data, context);
        files.add(path);
        windows.run(script, path, () -> command, configuration.script().validExitCodes());
    }
}
