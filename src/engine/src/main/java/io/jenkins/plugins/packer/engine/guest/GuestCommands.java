package io.jenkins.plugins.packer.engine.guest;

/**
 * Commands for directories on a machine (packer-plugin-sdk, guestexec/guest_commands.go).
 *
 * @param os the machine's kind of operating system
 * @param sudo whether they run through sudo, which Windows does not have
 */
public record GuestCommands(GuestOs os, boolean sudo) {

    /** Creates a directory, and those above it. */
    public String createDirectory(String path) {
        return os == GuestOs.WINDOWS
                ? powershell("New-Item -ItemType directory -Force -ErrorAction SilentlyContinue -Path " + escaped(path))
                : unix("mkdir -p " + quoted(path));
    }

    /** Changes permissions, which on Windows does nothing. */
    public String changeMode(String path, String mode) {
        return os == GuestOs.WINDOWS
                ? "echo 'skipping chmod " + mode + " " + escaped(path) + "'"
                : unix("chmod " + mode + " " + quoted(path));
    }

    /** Removes a directory with all that is in it; on Unix it need not exist. */
    public String removeDirectory(String path) {
        return os == GuestOs.WINDOWS
                ? powershell("rm " + escaped(path) + " -recurse -force")
                : unix("rm -rf " + quoted(path));
    }

    /** Succeeds where there is something at a path. Packer's for Windows prints itself and succeeds in any case. */
    public String exists(String path) {
        return os == GuestOs.WINDOWS
                ? powershell("if (test-path " + escaped(path) + ") { exit 0 } else { exit 1 }")
                : unix("stat " + quoted(path));
    }

    /** Moves a file or directory. */
    public String move(String from, String to) {
        return os == GuestOs.WINDOWS
                ? powershell("mv " + escaped(from) + " " + escaped(to) + " -force")
                : unix("mv " + quoted(from) + " " + quoted(to));
    }

    /** A command with the rights that these have. */
    public String privileged(String command) {
        return os == GuestOs.WINDOWS ? command : unix(command);
    }

    private String unix(String command) {
        return sudo ? "sudo " + command : command;
    }

    private static String powershell(String command) {
        return "powershell.exe -Command \"" + command + "\"";
    }

    private static String escaped(String path) {
        return path.replace(" ", "` ");
    }

    /** A text as one word of a Unix shell. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\"'\"'") + "'";
    }
}
