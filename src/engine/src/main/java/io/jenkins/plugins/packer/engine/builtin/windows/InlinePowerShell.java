package io.jenkins.plugins.packer.engine.builtin.windows;

import java.util.List;

/**
 * The script that inline lines become: variables are set, an error that nobody catches ends it with 1, and otherwise it
 * ends with the exit code of the last program that failed.
 */
final class InlinePowerShell {
    private InlinePowerShell() {}

    /**
     * Writes the script.
     *
     * @param variables statements that set them
     * @param debugMode {@code debug_mode}
     */
    static String script(List<String> lines, String variables, int debugMode) {
        return "if (Test-Path variable:global:ProgressPreference) { $global:ProgressPreference = 'SilentlyContinue' }\n"
                + (debugMode == 0 ? "" : "Set-PsDebug -Trace " + debugMode + "\n")
                + "$exitCode = 0\n"
                + "try {\n"
                + variables + "\n"
                + String.join("\n", lines) + "\n"
                // A script may well have a variable of that name, for the exit code of an installer.
                + "$exitCode = 0\n"
                + "} catch {\n"
                + "Write-Error \"An error occurred: $_\"\n"
                + "$exitCode = 1\n"
                + "}\n"
                + "if ((Test-Path variable:global:LASTEXITCODE) -and $LASTEXITCODE) { $exitCode = $LASTEXITCODE }\n"
                + "exit $exitCode\n";
    }
}
