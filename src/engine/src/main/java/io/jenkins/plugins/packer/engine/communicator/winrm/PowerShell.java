package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Command lines that run PowerShell. */
public final class PowerShell {
    /** Progress bars are written to standard error where there is no console. */
    private static final String QUIET = "$ProgressPreference = 'SilentlyContinue';";

    private PowerShell() {}

    /** A script as one command line, which needs no quoting ({@code powershell.exe -EncodedCommand}). */
    public static String command(String script) {
        byte[] bytes = (QUIET + script).getBytes(StandardCharsets.UTF_16LE);
        return "powershell.exe -EncodedCommand " + Base64.getEncoder().encodeToString(bytes);
    }
}
