package io.jenkins.plugins.packer.engine.guest;

import java.util.regex.Pattern;

/**
 * Commands for directories on a machine (packer-plugin-sdk, guestexec/guest_commands.go).
 *
 * @param os the machine's kind of operating system
 * @param sudo whether they run through sudo, which Windows does not have
 */
public record GuestCommands(GuestOs os, boolean sudo) {
    /** What has no meaning for either kind of shell, and a tilde, which Packer's users may have it replace. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./\\\\~-]*");

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

    /** A path as one word of the machine's shell, as it is where that is one already. */
    public String word(String path) {
        if (PLAIN.matcher(path).matches()) {
            return path;
        }
        return os == GuestOs.WINDOWS ? '"' + path + '"' : quoted(path);
    }

    /** As {@link #word}, for a path of the template's, in which the shell may have to replace variables. */
    public String written(String path) {
        return path.contains("$") ? path : word(path);
    }

    /**
     * What the user can do where the machine does not let a directory be worked on.
     *
     * @param sudoOption option that decides about sudo
     * @param without its value without sudo
     * @param directoryOption option that names the directory
     */
    public String advice(String sudoOption, boolean without, String directoryOption) {
        String directory = directoryOption + " names another directory of the machine.";
        if (os == GuestOs.WINDOWS) {
            return directory;
        }
        return sudo
                ? sudoOption + " = " + without + " does without sudo, which has to work without a password; "
                        + directory
                : "The user that logs in has to be allowed to write there: " + sudoOption + " = " + !without
                        + " has it done with sudo; " + directory;
    }

    /** A text as one word of a Unix shell. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\"'\"'") + "'";
    }
}
