package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code shell} provisioner.
 *
 * @param inline lines of a script
 * @param script a local script
 * @param scripts local scripts
 * @param validExitCodes exit codes that mean success
 * @param environmentVars variables as assignments
 * @param env variables by name
 * @param envVarFormat how a variable is written
 * @param binary whether line ends stay as they are
 * @param remotePath where the script is put
 * @param executeCommand how it is run
 * @param inlineShebang first line of an inline script
 * @param pauseAfter wait at the end
 * @param useEnvVarFile whether variables go by file
 * @param remoteFolder directory of the script
 * @param remoteFile name of the script
 * @param startRetryTimeout how long starting is tried
 * @param skipClean whether the script stays
 * @param expectDisconnect whether the script may end the connection
 */
public record ShellConfiguration(
        @Option(doc = "Lines of a shell script, which run one after the other in one shell.", renderedTwice = true)
        List<String> inline,

        @Option(doc = "Local script to upload and run.") @Nullable
        String script,

        @Option(doc = "Local scripts to upload and run, in this order.")
        List<String> scripts,

        @Option(doc = "Exit codes of a script that count as success; 0 alone where none are given.")
        List<Integer> validExitCodes,

        @Option(doc = "Environment variables of the scripts, each written NAME=value.")
        List<String> environmentVars,

        @Option(doc = "Environment variables of the scripts by name; they replace those of environment_vars.")
        Map<String, String> env,

        @Option(
                doc = "How a variable is written in {{.Vars}}, with %s for the name and %s for the value; by default"
                        + " %s='%s' and a space, or a line with export in an environment file.")
        @Nullable
        String envVarFormat,

        @Option(
                doc = "Uploads scripts byte for byte instead of turning Windows line ends into Unix ones.",
                defaultValue = "false")
        boolean binary,

        @Option(doc = "Path of the uploaded script on the machine; by default remote_file in remote_folder.") @Nullable
        String remotePath,

        @Option(
                doc = "Command that runs the script, a template of {{.Path}}, {{.Vars}} and {{.EnvVarFile}}; by default"
                        + " chmod +x {{.Path}}; {{.Vars}} {{.Path}}.",
                renderedLater = true)
        @Nullable
        String executeCommand,

        @Option(
                doc = "Interpreter and its flags for inline scripts; by default /bin/sh -e, unless the first line of"
                        + " inline names one.")
        @Nullable
        String inlineShebang,

        @Option(doc = "How long to wait after the last script.", defaultValue = "0s")
        Duration pauseAfter,

        @Option(
                doc = "Hands the variables over in a file that is removed afterwards, instead of on the command line.",
                defaultValue = "false")
        boolean useEnvVarFile,

        @Option(doc = "Existing directory of the machine for uploaded scripts.", defaultValue = "/tmp")
        String remoteFolder,

        @Option(doc = "Name of the uploaded script; by default script_ and a random number with .sh.") @Nullable
        String remoteFile,

        @Option(
                doc = "How long uploading and starting a script is tried again, for machines that reboot in between.",
                defaultValue = "5m")
        Duration startRetryTimeout,

        @Option(doc = "Leaves the uploaded scripts on the machine.", defaultValue = "false")
        boolean skipClean,

        @Option(doc = "Accepts that a script ends the connection, as a reboot does.", defaultValue = "false")
        boolean expectDisconnect) {

    /** Packer's default for {@code start_retry_timeout}, which 0 stands for as well. */
    private static final Duration DEFAULT_START_RETRY = Duration.ofMinutes(5);

    public ShellConfiguration {
        inline = List.copyOf(inline);
        scripts = List.copyOf(scripts);
        validExitCodes = List.copyOf(validExitCodes);
        environmentVars = List.copyOf(environmentVars);
        env = Map.copyOf(env);
        startRetryTimeout = startRetryTimeout.isZero() ? DEFAULT_START_RETRY : startRetryTimeout;
    }

    /** The scripts to upload, whichever option names them. */
    List<String> scriptFiles() {
        return script == null || script.isEmpty() ? scripts : List.of(script);
    }
}
