package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options that {@code powershell} and {@code windows-shell} share.
 *
 * @param inline lines of a script
 * @param script a local script
 * @param scripts local scripts
 * @param validExitCodes exit codes that mean success
 * @param environmentVars variables as assignments
 * @param env variables by name
 * @param binary whether line ends stay as they are
 * @param remotePath where the script is put
 */
public record ScriptOptions(
        @Option(doc = "Lines of a script, which run one after the other as one script.")
        List<String> inline,

        @Option(doc = "Local script to upload and run.") @Nullable
        String script,

        @Option(doc = "Local scripts to upload and run, in this order.")
        List<String> scripts,

        @Option(doc = "Exit codes of a script that count as success; 0 alone where none are given.")
        List<Integer> validExitCodes,

        @Option(doc = "Environment variables of the scripts, each written NAME=value.", renderedTwice = true)
        List<String> environmentVars,

        @Option(
                doc = "Environment variables of the scripts by name; they replace those of environment_vars.",
                renderedTwice = true)
        Map<String, String> env,

        @Option(
                doc = "Uploads scripts byte for byte, which happens anyway: for Windows no line ends are converted, nor"
                        + " does Packer convert any.",
                defaultValue = "true")
        boolean binary,

        @Option(
                doc = "Path of the uploaded script on the machine, in a directory that exists; see the provisioner for"
                        + " its default.")
        @Nullable
        String remotePath) {

    public ScriptOptions {
        inline = List.copyOf(inline);
        scripts = List.copyOf(scripts);
        validExitCodes = List.copyOf(validExitCodes);
        environmentVars = List.copyOf(environmentVars);
        env = Map.copyOf(env);
    }

    /** The scripts to upload, whichever option names them. */
    List<String> scriptFiles() {
        return script == null || script.isEmpty() ? scripts : List.of(script);
    }

    boolean isInline() {
        return !inline.isEmpty();
    }

    /** Where a script goes; its name is added where the option is a directory. */
    String remotePath(String otherwise, String name) {
        String path = given(remotePath, otherwise);
        return path.endsWith("/") || path.endsWith("\\") ? path + name : path;
    }

    static String given(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    void check(ConfigurationCheck check) {
        boolean one = script != null && !script.isEmpty() || check.isUnknown("script");
        boolean many = !scripts.isEmpty() || check.isUnknown("scripts");
        boolean lines = isInline() || check.isUnknown("inline");
        if (one && many) {
            check.error("script", "Conflicting options", "Only one of script or scripts can be specified.");
        }
        if ((one || many) && lines) {
            check.error(
                    "inline",
                    "Conflicting options",
                    "Only a script file or an inline script can be specified, not both.");
        } else if (!one && !many && !lines) {
            check.error("inline", "Missing script", "Either a script file or inline script must be specified.");
        }
        RunDirectory directory = new RunDirectory(check.directory());
        for (String path : scriptFiles()) {
            if (!Files.exists(directory.resolve(path))) {
                check.error(
                        one ? "script" : "scripts",
                        "Bad script",
                        "Bad script '" + path + "': no such file or directory");
            }
        }
        if (!binary) {
            check.warning(
                    "binary",
                    "Line ends are not converted",
                    "Scripts for Windows are uploaded byte for byte, whatever binary says; Unix line ends would break"
                            + " batch files. Remove binary = false.");
        }
        ScriptVariables.check(environmentVars, env, null, check);
    }

    static byte[] read(Path script) throws ComponentException {
        try {
            return Files.readAllBytes(script);
        } catch (IOException e) {
            throw new ComponentException("Error opening script " + script + ": " + e, e);
        }
    }
}
