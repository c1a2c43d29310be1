package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.file.LocalWrite;
import io.jenkins.plugins.packer.engine.builtin.shell.ExitCodes;
import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.builtin.shell.VariableFormat;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.process.OperatingSystem;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts of one use of {@code shell-local} (packer-plugin-sdk, shell-local/run.go). Unlike there, the default
 * way to run a script hands the variables over in the environment: a command line, which every user of the machine can
 * read, holds them only where the template's own {@code execute_command} or {@code env_var_format} asks for it.
 */
final class LocalScripts {
    private final ShellLocalConfiguration configuration;
    private final StepContext context;
    private final boolean windows = OperatingSystem.isWindows();

    LocalScripts(ShellLocalConfiguration configuration, StepContext context) {
        this.configuration = configuration;
        this.context = context;
    }

    void run() throws ComponentException {
        if (!configuration.onlyOn().isEmpty() && !configuration.onlyOn().contains(OperatingSystem.current())) {
            context.ui().say("Skipping shell-local due to runtime OS");
            return;
        }
        List<String> assignments = renderAll(configuration.environmentVars(), "environment_vars");
        for (String assignment : assignments) {
            if (assignment.indexOf('=') < 1) {
                throw new ComponentException("Environment variable not in format 'key=value': " + assignment);
            }
        }
        ScriptVariables variables = ScriptVariables.of(context, assignments, configuration.env());
        if (configuration.lines().isEmpty()) {
            for (String script : configuration.scriptFiles()) {
                runScript(script, absolute(script), variables);
            }
        } else {
            runInline(variables);
        }
    }

    private String absolute(String script) throws ComponentException {
        String path = RunDirectory.of(context).resolve(script).toString();
        if (!configuration.useLinuxPathing()) {
            return path;
        }
        return LinuxPath.of(path)
                .orElseThrow(
                        () -> new ComponentException("use_linux_pathing: " + path + " has no drive, such as C:\\."));
    }

    private void runInline(ScriptVariables variables) throws ComponentException {
        StringBuilder text = new StringBuilder();
        String shebang = isGiven(configuration.inlineShebang()) ? configuration.inlineShebang() : null;
        if (shebang == null && !windows) {
            shebang = "/bin/sh -e";
        }
        if (shebang != null) {
            text.append("#!").append(shebang).append('\n');
        }
        for (String line : renderAll(configuration.lines(), "inline")) {
            text.append(line).append('\n');
        }
        Path file = temporaryFile();
        Resource resource = Resource.file(file);
        context.resources().create(resource, () -> {
            try {
                LocalProcess.writeScript(
                        () -> LocalWrite.privateScript(file, text.toString().getBytes(StandardCharsets.UTF_8)));
                return file;
            } catch (IOException e) {
                throw new ComponentException("Error preparing shell script " + file + ": " + e, e);
            }
        });
        runScript(file.toString(), file.toString(), variables);
        context.resources().remove(resource);
    }

    private Path temporaryFile() {
        String extension = configuration.tempfileExtension();
        if (!isGiven(extension) && windows) {
            extension = "cmd";
        }
        String name =
                "packer-shell" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
        if (isGiven(extension)) {
            name += extension.startsWith(".") ? extension : "." + extension;
        }
        String directory = windows ? null : context.environment().get("TMPDIR");
        return Path.of(isGiven(directory) ? directory : System.getProperty("java.io.tmpdir"), name)
                .toAbsolutePath();
    }

    private void runScript(String shown, String path, ScriptVariables variables) throws ComponentException {
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("PACKER_RUN_UUID", context.runId());
        List<String> command = command(path, variables, environment);
        context.ui().say("Running local shell script: " + shown);
        int status;
        try {
            status = new LocalProcess(context).run(command, environment);
        } catch (IOException e) {
            throw new ComponentException(
                    "Error executing script: " + path + "\n\n" + command.get(0) + " could not be started: "
                            + e.getMessage(),
                    e);
        }
        ExitCodes.require(status, configuration.validExitCodes());
    }

    private List<String> command(String path, ScriptVariables variables, Map<String, String> environment)
            throws ComponentException {
        String ownFormat = configuration.envVarFormat();
        boolean formatted = isGiven(ownFormat);
        List<String> template = configuration.executeCommand();
        if (template.isEmpty() && !formatted) {
            variables.values().forEach((name, value) -> put(name, value, environment));
            return windows
                    ? List.of("cmd", "/V", "/C", "call", path)
                    : List.of("/bin/sh", "-c", "'" + path.replace("'", "'\"'\"'") + "'");
        }
        if (template.isEmpty()) {
            template = windows
                    ? List.of("cmd", "/V", "/C", "{{.Vars}}", "call", "{{.Script}}")
                    : List.of("/bin/sh", "-c", "{{.Vars}} {{.Script}}");
        }
        String otherwise = windows && !configuration.useLinuxPathing() ? "set %s=%s && " : "%s='%s' ";
        VariableFormat format = VariableFormat.of(formatted ? ownFormat : otherwise);
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("Vars", variables.flattened(format));
        data.put("Script", path);
        data.put("Command", path);
        List<String> command = new ArrayList<>(template.size());
        boolean visible = false;
        for (String part : template) {
            String rendered = render(part, "execute_command", data);
            visible |= !context.secrets().redact(rendered).equals(rendered);
            command.add(rendered);
        }
        if (visible) {
            context.ui()
                    .message("Warning: execute_command puts a sensitive value on a command line, where other users of"
                            + " this machine can read it. Without execute_command and env_var_format it is passed in the"
                            + " environment.");
        }
        return command;
    }

    /** On Windows a name in another letter case is the same, and a value may hold other variables. */
    private void put(String name, String value, Map<String, String> environment) {
        if (windows) {
            environment.keySet().removeIf(name::equalsIgnoreCase);
        }
        environment.put(name, windows ? PercentVariables.expanded(value, context.environment()) : value);
    }

    private List<String> renderAll(List<String> templates, String option) throws ComponentException {
        List<String> rendered = new ArrayList<>(templates.size());
        for (String template : templates) {
            rendered.add(render(template, option, context.generated()));
        }
        return rendered;
    }

    private String render(String template, String option, Map<String, Object> data) throws ComponentException {
        try {
            return context.templates().render(template, data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error interpolating " + option + ": " + e.getMessage(), e);
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
