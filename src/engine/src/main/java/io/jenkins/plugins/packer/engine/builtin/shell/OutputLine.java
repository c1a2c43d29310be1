package io.jenkins.plugins.packer.engine.builtin.shell;

/** A line of a program's output as the user sees it. */
public final class OutputLine {
    private OutputLine() {}

    /**
     * Takes off what a terminal would not show: white space at the end, and what stands before the last carriage
     * return, since the program wrote over it (packer-plugin-sdk, packer/communicator.go).
     */
    public static String shown(String line) {
        int end = line.length();
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(line.lastIndexOf('\r', end - 1) + 1, end);
    }
}
