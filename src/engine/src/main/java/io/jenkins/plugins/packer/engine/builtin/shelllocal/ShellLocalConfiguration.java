package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options that the provisioner and the post-processor {@code shell-local} share.
 *
 * @param command a single line
 * @param inline lines of a script
 * @param script a script
 * @param scripts scripts
 * @param environmentVars variables as assignments
 * @param env variables by name
 * @param envVarFormat how a variable is written
 * @param useLinuxPathing whether scripts are named as the Windows subsystem for Linux does
 * @param inlineShebang first line of an inline script
 * @param executeCommand program and arguments
 * @param onlyOn operating systems
 * @param tempfileExtension extension of the inline script's file
 * @param validExitCodes exit codes that mean success
 */
public record ShellLocalConfiguration(
        @Option(doc = "A single line to run; inline does the same for several.", renderedTwice = true) @Nullable
        String command,

        @Option(doc = "Lines of a shell script, which run one after the other in one shell.", renderedTwice = true)
        List<String> inline,

        @Option(doc = "Script to run.") @Nullable String script,
        @Option(doc = "Scripts to run, in this order.") List<String> scripts,

        @Option(doc = "Environment variables of the scripts, each written NAME=value.", renderedTwice = true)
        List<String> environmentVars,

        @Option(doc = "Environment variables of the scripts by name; they replace those of environment_vars.")
        Map<String, String> env,

        @Option(
                doc = "How a variable is written in {{.Vars}}, with %s for the name and %s for the value; without it"
                        + " and execute_command the variables never stand on a command line.")
        @Nullable
        String envVarFormat,

        @Option(
                doc = "Names scripts as the Windows subsystem for Linux sees them, such as /mnt/c/build.sh.",
                defaultValue = "false")
        boolean useLinuxPathing,

        @Option(doc = "Interpreter and its flags for inline scripts; by default /bin/sh -e, and none on Windows.")
        @Nullable
        String inlineShebang,

        @Option(
                doc = "Program and arguments that run the script, templates of {{.Script}} and {{.Vars}}; by default"
                        + " the system's shell.",
                renderedLater = true)
        List<String> executeCommand,

        @Option(
                doc = "Operating systems on which it runs, out of darwin, freebsd, linux, openbsd, solaris and windows;"
                        + " all of them where none is given.")
        List<String> onlyOn,

        @Option(doc = "Extension of the file that inline lines are written to; by default none, and cmd on Windows.")
        @Nullable
        String tempfileExtension,

        @Option(doc = "Exit codes of a script that count as success; 0 alone where none are given.")
        List<Integer> validExitCodes) {

    public ShellLocalConfiguration {
        inline = List.copyOf(inline);
        scripts = List.copyOf(scripts);
        environmentVars = List.copyOf(environmentVars);
        env = Map.copyOf(env);
        executeCommand = List.copyOf(executeCommand);
        onlyOn = List.copyOf(onlyOn);
        validExitCodes = List.copyOf(validExitCodes);
    }

    /** The scripts to run, whichever option names them. */
    List<String> scriptFiles() {
        return script == null || script.isEmpty() ? scripts : List.of(script);
    }

    /** The lines to run, whichever option holds them. */
    List<String> lines() {
        return command == null || command.isEmpty() ? inline : List.of(command);
    }

    /** The same with another way to run scripts. */
    ShellLocalConfiguration withExecuteCommand(List<String> prefix) {
        List<String> longer = new ArrayList<>(prefix);
        longer.addAll(executeCommand);
        return new ShellLocalConfiguration(
                command,
                inline,
                script,
                scripts,
                environmentVars,
                env,
                envVarFormat,
                useLinuxPathing,
                inlineShebang,
                longer,
                onlyOn,
                tempfileExtension,
                validExitCodes);
    }
}
