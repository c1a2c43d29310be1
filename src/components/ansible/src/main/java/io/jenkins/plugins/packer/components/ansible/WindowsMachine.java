package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.winrm.PowerShell;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmCommunicator;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.util.regex.Pattern;

/** What comes through the proxy for a machine with Windows, in the words of that machine. */
final class WindowsMachine {
    /** How PowerShell would be asked for UTF-8, which WinRM's shells speak anyway. */
    private static final String FOR_POWERSHELL = "chcp.com 65001 > $null ; ";

    private static final Pattern WITH_DRIVE = Pattern.compile("/[A-Za-z]:.*");
    /** All the quotes that end a string for PowerShell. */
    private static final Pattern QUOTES = Pattern.compile("(['\u2018\u2019\u201a\u201b])");

    private WindowsMachine() {}

    /** Whether the machine of a run is one. */
    static boolean isIn(ProvisionContext context) {
        return context.communicator().type().equals(WinRmCommunicator.TYPE);
    }

    /** A command of Ansible's, which may take {@code cmd.exe} for PowerShell: to that the start would be one command with all. */
    static String command(String line) {
        return line.startsWith(FOR_POWERSHELL) ? line.substring(FOR_POWERSHELL.length()) : line;
    }

    /** Clients write {@code /C:/x} where a path has to start with a slash. */
    static String path(String path) {
        return WITH_DRIVE.matcher(path).matches() ? path.substring(1) : path;
    }

    /** The command that prints what {@link FileFacts} reads, and fails where there is no such file. */
    static String stat(String path) {
        return PowerShell.command("$ErrorActionPreference = 'Stop'; $i = Get-Item -Force -LiteralPath '"
                + QUOTES.matcher(path).replaceAll("$1$1")
                + "'; $t = [int64]($i.LastWriteTimeUtc - [datetime]'1970-01-01').TotalSeconds;"
                + " if ($i.PSIsContainer) { \"41ff 0 0 0 $t $t $($i.Name)\" }"
                + " else { \"81b6 $($i.Length) 0 0 $t $t $($i.Name)\" }");
    }
}
