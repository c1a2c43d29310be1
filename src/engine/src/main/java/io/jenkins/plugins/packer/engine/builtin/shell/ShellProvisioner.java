package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.run.EarlyEnd;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Uploads shell scripts and runs them on the machine. Behaves as Packer's {@code provisioner/shell}, with two
 * differences: an inline script never touches the local disk, and variables that hold a secret go by file where
 * {@code execute_command} is the default one, so that the machine's process list does not show them.
 */
public final class ShellProvisioner implements Provisioner<ShellConfiguration> {
    private static final String EXECUTE = "chmod +x {{.Path}}; {{.Vars}} {{.Path}}";
    private static final String EXECUTE_WITH_FILE = "chmod +x {{.Path}}; . {{.EnvVarFile}} && {{.Path}}";
    private static final String INLINE_SHEBANG = "/bin/sh -e";
    private static final int RANDOM_NAMES = 1_000_000;

    @Override
    public String type() {
        return "shell";
    }

    @Override
    public String summary() {
        return "Uploads shell scripts and runs them on the machine.";
    }

    @Override
    public Class<ShellConfiguration> configurationType() {
        return ShellConfiguration.class;
    }

    @Override
    public void check(ShellConfiguration configuration, ConfigurationCheck check) {
        boolean script = isGiven(configuration.script()) || check.isUnknown("script");
        boolean scripts = !configuration.scripts().isEmpty() || check.isUnknown("scripts");
        boolean inline = !configuration.inline().isEmpty() || check.isUnknown("inline");
        if (script && scripts) {
            check.error("script", "Conflicting options", "Only one of script or scripts can be specified.");
        }
        if ((script || scripts) && inline) {
            check.error(
                    "inline",
                    "Conflicting options",
                    "Only a script file or an inline script can be specified, not both.");
        } else if (!script && !scripts && !inline) {
            check.error("inline", "Missing script", "Either a script file or inline script must be specified.");
        }
        RunDirectory directory = new RunDirectory(check.directory());
        for (String path : configuration.scriptFiles()) {
            if (!Files.exists(directory.resolve(path))) {
                check.error(
                        isGiven(configuration.script()) ? "script" : "scripts",
                        "Bad script",
                        "Bad script '" + path + "': no such file or directory");
            }
        }
        ScriptVariables.check(
                configuration.environmentVars(), configuration.env(), configuration.envVarFormat(), check);
    }

    @Override
    public void provision(ShellConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        RemoteScript remote = new RemoteScript(context, configuration.startRetryTimeout());
        ScriptVariables variables = ScriptVariables.of(context, configuration.environmentVars(), configuration.env());
        boolean hidden = variables.secret() && !isGiven(configuration.executeCommand());
        String variableFile = configuration.useEnvVarFile() || hidden
                ? configuration.remoteFolder() + "/varfile_" + randomNumber() + ".sh"
                : "";
        String path = remotePath(configuration);
        EarlyEnd.Work work = () -> {
            if (!variableFile.isEmpty()) {
                VariableFormat format = format(configuration, "export %s='%s'\n", hidden);
                remote.uploadPrivately(variables.flattened(format).getBytes(StandardCharsets.UTF_8), variableFile);
            }
            runAll(
                    configuration,
                    context,
                    remote,
                    path,
                    command(configuration, context, variables, variableFile, path));
            if (!variableFile.isEmpty() && (hidden || !configuration.skipClean())) {
                remote.remove(variableFile);
            }
        };
        EarlyEnd.handle(
                context.cancellation(),
                work,
                () -> remote.leaveNothing(files(configuration, path, variableFile, hidden)),
                failure -> {
                    // A script stays where it failed, as in Packer; a file with secrets does not.
                    if (variables.secret() && !variableFile.isEmpty()) {
                        remote.removeAfter(failure, variableFile);
                    }
                });
        Duration pause = configuration.pauseAfter();
        if (pause.compareTo(Duration.ZERO) > 0) {
            context.ui().say("Pausing " + DurationText.brief(pause) + " after this provisioner...");
            context.cancellation().pause(pause);
        }
    }

    /** What is not to stay on the machine when the provisioner ends before its time. */
    private static List<String> files(
            ShellConfiguration configuration, String path, String variableFile, boolean hidden) {
        List<String> files = new ArrayList<>();
        if (!configuration.skipClean()) {
            files.add(path);
        }
        if (!variableFile.isEmpty() && (hidden || !configuration.skipClean())) {
            files.add(variableFile);
        }
        return files;
    }

    /** A format of the user's own stands for both forms, unless the file is ours alone. */
    private static VariableFormat format(ShellConfiguration configuration, String otherwise, boolean hidden) {
        String own = configuration.envVarFormat();
        boolean useOwn = isGiven(own) && (!hidden || configuration.useEnvVarFile());
        return VariableFormat.of(useOwn ? own : otherwise);
    }

    private void runAll(
            ShellConfiguration configuration,
            ProvisionContext context,
            RemoteScript remote,
            String path,
            String command)
            throws ComponentException {
        for (String script : configuration.scriptFiles()) {
            context.ui().say("Provisioning with shell script: " + script);
            run(configuration, remote, read(RunDirectory.of(context).resolve(script)), path, command);
        }
        if (!configuration.inline().isEmpty()) {
            context.ui().say("Provisioning with shell script: inline");
            run(configuration, remote, inline(configuration, context), path, command);
        }
    }

    private static void run(
            ShellConfiguration configuration, RemoteScript remote, byte[] script, String path, String command)
            throws ComponentException {
        byte[] content = configuration.binary() ? script : UnixLines.convert(script);
        boolean posix = !isGiven(configuration.executeCommand());
        List<Integer> clean = configuration.skipClean() ? List.of() : ExitCodes.allowed(configuration.validExitCodes());
        RemoteScript.Ended ended = remote.run(content, path, command, posix, clean);
        int status = ended.status();
        if (status == RemoteScript.DISCONNECTED) {
            if (!configuration.expectDisconnect()
                    && !configuration.validExitCodes().contains(status)) {
                DisconnectedException disconnection = ended.disconnection();
                throw new ComponentException(
                        "Script disconnected unexpectedly. If you expected your script to disconnect, i.e. from a"
                                + " restart, you can try adding expect_disconnect = true or valid_exit_codes = [0, "
                                + RemoteScript.DISCONNECTED + "] to the shell provisioner."
                                + (disconnection == null ? "" : " " + disconnection.getMessage()),
                        disconnection);
            }
        } else {
            ExitCodes.require(status, configuration.validExitCodes(), StatusMeaning.of(status, content, path));
        }
        if (!configuration.skipClean() && !ended.removed()) {
            remote.remove(path);
        }
    }

    private static String remotePath(ShellConfiguration configuration) {
        if (isGiven(configuration.remotePath())) {
            return configuration.remotePath();
        }
        String file =
                isGiven(configuration.remoteFile()) ? configuration.remoteFile() : "script_" + randomNumber() + ".sh";
        return configuration.remoteFolder() + "/" + file;
    }

    private static int randomNumber() {
        return ThreadLocalRandom.current().nextInt(RANDOM_NAMES);
    }

    private static String command(
            ShellConfiguration configuration,
            ProvisionContext context,
            ScriptVariables variables,
            String variableFile,
            String path)
            throws ComponentException {
        Map<String, Object> data = new HashMap<>(context.generated());
        String own = configuration.envVarFormat();
        String template = configuration.executeCommand();
        if (!isGiven(template)) {
            template = variableFile.isEmpty() ? EXECUTE : EXECUTE_WITH_FILE;
        }
        String otherwise = configuration.useEnvVarFile() ? "export %s='%s'\n" : "%s='%s' ";
        data.put("Vars", variables.flattened(VariableFormat.of(isGiven(own) ? own : otherwise)));
        data.put("EnvVarFile", variableFile);
        data.put("Path", path);
        try {
            return context.templates().render(template, data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error processing execute_command: " + e.getMessage(), e);
        }
    }

    private static byte[] inline(ShellConfiguration configuration, ProvisionContext context) throws ComponentException {
        StringBuilder lines = new StringBuilder();
        for (String line : configuration.inline()) {
            try {
                lines.append(context.templates().render(line, context.generated()));
            } catch (InterpolationException e) {
                throw new ComponentException("Error interpolating inline: " + e.getMessage(), e);
            }
            lines.append('\n');
        }
        boolean own = isGiven(configuration.inlineShebang());
        if (own || !lines.toString().startsWith("#!")) {
            lines.insert(0, "#!" + (own ? configuration.inlineShebang() : INLINE_SHEBANG) + "\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(Path script) throws ComponentException {
        try {
            return Files.readAllBytes(script);
        } catch (IOException e) {
            throw new ComponentException("Error opening shell script " + script + ": " + e, e);
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
