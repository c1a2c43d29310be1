package io.jenkins.plugins.packer.engine.builtin.shell;

import java.nio.charset.StandardCharsets;

/** What shells mean by a status of their own, for a script that may not have begun. */
final class StatusMeaning {
    private static final int MAY_NOT_RUN = 126;
    private static final int NOT_FOUND = 127;
    private static final int LONGEST = 256;

    private StatusMeaning() {}

    /**
     * A sentence, with a space before it; empty where the status is the script's own.
     *
     * @param script that was run
     * @param path of it on the machine
     */
    static String of(int status, byte[] script, String path) {
        if (status == MAY_NOT_RUN) {
            return ". Shells say so of a file that may not be run. If that is " + path
                    + ", its directory may be mounted"
                    + " with noexec: set remote_folder to another one, or have a shell read the script, as"
                    + " execute_command = \"{{ .Vars }} sh {{ .Path }}\" does";
        }
        String interpreter = interpreter(script);
        if (status == NOT_FOUND && !interpreter.isEmpty()) {
            return ". Shells say so of a program that is not there: one that the script runs, or " + interpreter
                    + ", which its first line names";
        }
        return "";
    }

    /** The program of a first line such as {@code #!/bin/bash -e}. */
    private static String interpreter(byte[] script) {
        String start = new String(script, 0, Math.min(script.length, LONGEST), StandardCharsets.UTF_8);
        String line = start.lines().findFirst().orElse("");
        return line.startsWith("#!") ? line.substring(2).strip().split("\\s", 2)[0] : "";
    }
}
