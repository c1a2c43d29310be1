package io.jenkins.plugins.packer.engine.builtin.windows;

import static io.jenkins.plugins.packer.engine.builtin.windows.ScriptOptions.given;

import io.jenkins.plugins.packer.engine.builtin.StartRetry;
import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.builtin.shell.VariableFormat;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of the {@code powershell} provisioner: the paths on the machine, and what was put there. */
final class PowerShellRun {
    /** What an inline script is called where the template gives a directory. */
    static final String INLINE = "packer-inline.ps1";

    private static final String FOLDER = "c:/Windows/Temp/";
    private static final String VARIABLE = "$env:%s=\"%s\"; ";
    private static final Duration CLEANING_TIMEOUT = Duration.ofMinutes(1);

    private final PowerShellConfiguration configuration;
    private final ProvisionContext context;
    private final WindowsScript windows;
    private final String variables;
    private final String executeCommand;
    private final String elevatedExecuteCommand;
    private final String scriptPath = newPath("script-");
    private final String variablesPath;
    private final List<String> uploaded = new ArrayList<>();
    private final boolean secret;
    /** What runs a script as another user, until it has ended. */
    private @Nullable ElevatedCommand elevated;

    PowerShellRun(PowerShellConfiguration configuration, ProvisionContext context) throws ComponentException {
        this.configuration = configuration;
        this.context = context;
        this.windows = new WindowsScript(context, configuration.startRetryTimeout());
        PowerShellCommands commands = new PowerShellCommands(
                configuration.executionPolicy(), configuration.debugMode(), configuration.usePwsh());
        String command = configuration.script().isInline() ? commands.forInline() : commands.forScript();
        executeCommand = given(configuration.executeCommand(), command);
        elevatedExecuteCommand = given(configuration.elevatedExecuteCommand(), command);
        variablesPath = given(configuration.remoteEnvVarPath(), newPath("packer-ps-env-vars-"));
        ScriptVariables given = WindowsVariables.of(context, configuration.script());
        secret = given.secret();
        variables = variables(given);
        uploaded.add(variablesPath);
    }

    private static String newPath(String prefix) {
        return FOLDER + prefix + UUID.randomUUID() + ".ps1";
    }

    private String variables(ScriptVariables given) {
        String format = configuration.isElevated()
                ? given(configuration.elevatedEnvVarFormat(), VARIABLE)
                : given(configuration.envVarFormat(), VARIABLE);
        VariableFormat written = VariableFormat.of(format);
        StringBuilder result = new StringBuilder();
        given.values().forEach((name, value) -> {
            String escaped = PowerShellText.escaped(value);
            if (!escaped.equals(value) && !context.secrets().redact(value).equals(value)) {
                context.secrets().add(escaped);
            }
            result.append(written.format(name, escaped));
        });
        return result.toString();
    }

    /** The script of the inline lines. */
    byte[] inline() {
        return PowerShellText.file(
                InlinePowerShell.script(configuration.script().inline(), variables, configuration.debugMode()));
    }

    /**
     * Uploads a script and runs it.
     *
     * @param name what it is called, in case the template gives a directory
     */
    void run(byte[] script, String name) throws ComponentException {
        String path = configuration.script().remotePath(scriptPath, name);
        if (!uploaded.contains(path)) {
            uploaded.add(path);
        }
        windows.upload(PowerShellText.file(variables), variablesPath);
        // The same for each attempt, since the one before may have uploaded it already.
        elevated = configuration.isElevated() ? ElevatedCommand.create() : null;
        windows.run(script, path, () -> command(path), configuration.script().validExitCodes());
        elevated = null;
    }

    /** Removes what is on the machine when the scripts were ended before their time. */
    void abandon() {
        windows.leaveNothing(configuration.skipClean() ? List.of() : uploaded, tasks());
    }

    /** Scripts stay where one failed, as in Packer; those that hold a secret do not, unless the template says so. */
    void removeSecrets(ComponentException failure) {
        windows.leaveNothing(List.of(), tasks());
        if (secret && !configuration.skipClean()) {
            windows.removeAfter(failure, variablesPath);
            if (configuration.script().isInline()) {
                windows.removeAfter(failure, configuration.script().remotePath(scriptPath, INLINE));
            }
        }
    }

    private List<ElevatedCommand> tasks() {
        ElevatedCommand task = elevated;
        return task == null ? List.of() : List.of(task);
    }

    private String command(String path) throws ComponentException {
        ElevatedCommand task = elevated;
        if (task == null) {
            return render("execute_command", executeCommand, path);
        }
        String command = render("elevated_execute_command", elevatedExecuteCommand, path);
        String password = render("elevated_password", given(configuration.elevatedPassword(), ""), path);
        if (!password.isEmpty()) {
            context.secrets().add(password);
        }
        task.send(command, given(configuration.elevatedUser(), ""), password, context.communicator());
        return task.line();
    }

    private String render(String option, String template, String path) throws ComponentException {
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("Path", path);
        data.put("Vars", variablesPath);
        return WindowsVariables.render(option, template, data, context);
    }

    /** Removes what was uploaded, by a script that removes itself; an image with a leftover script is one nevertheless. */
    void clean() {
        String path = newPath("packer-cleanup-");
        StringBuilder script = new StringBuilder();
        for (String file : uploaded) {
            script.append(removal(file));
        }
        byte[] content = PowerShellText.file(script.append(removal(path)).toString());
        try {
            new StartRetry(context, CLEANING_TIMEOUT).run(() -> {
                context.communicator().upload(new ByteArrayInputStream(content), content.length, -1, path);
                return windows.execute(render("execute_command", executeCommand, path));
            });
        } catch (ComponentException e) {
            context.ui()
                    .error("The uploaded scripts could not be removed and stay on the machine ("
                            + String.join(", ", uploaded) + "): " + e.getMessage());
        }
    }

    private static String removal(String file) {
        String path = PowerShellText.path(file);
        return "if (Test-Path " + path + ") { Remove-Item " + path + " }\n";
    }
}
