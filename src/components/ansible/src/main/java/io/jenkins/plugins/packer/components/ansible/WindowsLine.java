package io.jenkins.plugins.packer.components.ansible;

import java.util.Map;

/**
 * The inventory's line of a machine that Ansible reaches by WinRM. To that of Packer, which leaves the rest to the user's
 * {@code extra_arguments}, it adds what the build's own connection needed: those arguments still win over it.
 */
final class WindowsLine {
    private static final String START =
            "{{ .HostAlias}} ansible_host={{ .Host }} ansible_connection=winrm ansible_winrm_transport=";
    private static final String END = " ansible_shell_type=powershell ansible_user={{ .User}} ansible_port={{ .Port }}";

    private WindowsLine() {}

    /**
     * A template of the line.
     *
     * @param build the values of the build
     */
    static String of(Map<String, Object> build) {
        StringBuilder line = new StringBuilder(START);
        line.append(is(build, "WinRMUseNTLM") ? "ntlm" : "basic").append(END);
        if (build.containsKey("WinRMUseSSL")) {
            // Ansible guesses it from the port.
            line.append(" ansible_winrm_scheme=").append(is(build, "WinRMUseSSL") ? "https" : "http");
        }
        if (is(build, "WinRMInsecure")) {
            line.append(" ansible_winrm_server_cert_validation=ignore");
        }
        return line.append('\n').toString();
    }

    /** Whether the build's own connection takes any certificate. */
    static boolean takesAnyCertificate(Map<String, Object> build) {
        return is(build, "WinRMInsecure") && is(build, "WinRMUseSSL");
    }

    private static boolean is(Map<String, Object> build, String name) {
        return "true".equals(Target.value(build, name));
    }
}
