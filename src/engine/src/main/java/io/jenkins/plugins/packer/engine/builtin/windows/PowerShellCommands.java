package io.jenkins.plugins.packer.engine.builtin.windows;

import java.util.List;
import java.util.Locale;

/**
 * The commands that run a script where the template gives none; those of Packer, except that an inline script without
 * execution policy gets one that works.
 *
 * @param policy {@code execution_policy}
 * @param debugMode {@code debug_mode}
 * @param pwsh {@code use_pwsh}
 */
record PowerShellCommands(String policy, int debugMode, boolean pwsh) {
    /** Names in the order of Packer's numbers, which templates may use as well. */
    static final List<String> POLICIES = List.of(
            "bypass", "allsigned", "default", "remotesigned", "restricted", "undefined", "unrestricted", "none");

    private static final String NONE = "none";

    /** Whether Packer knows the policy, by name or by number. */
    static boolean isPolicy(String policy) {
        return POLICIES.contains(named(policy));
    }

    private static String named(String policy) {
        return policy.matches("[0-7]") ? POLICIES.get(Integer.parseInt(policy)) : policy.toLowerCase(Locale.ROOT);
    }

    /** For an inline script, which sets its variables itself. */
    String forInline() {
        if (named(policy).equals(NONE)) {
            return forScript();
        }
        return (pwsh ? "pwsh" : "powershell") + " -executionpolicy " + named(policy) + " -file {{.Path}}";
    }

    /** For a script of the user's, whose variables are in a file. */
    String forScript() {
        String block = "& { if (Test-Path variable:global:ProgressPreference)"
                + "{set-variable -name variable:global:ProgressPreference -value 'SilentlyContinue'};"
                + (debugMode == 0 ? "" : "Set-PsDebug -Trace " + debugMode + ";")
                + ". {{.Vars}}; &'{{.Path}}'; exit $LastExitCode }";
        if (named(policy).equals(NONE)) {
            return block;
        }
        return (pwsh ? "pwsh" : "powershell") + " -executionpolicy " + named(policy) + (pwsh ? " -command" : "") + " \""
                + block + "\"";
    }
}
