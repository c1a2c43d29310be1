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
        String line = firstLine(script);
        if (status == NOT_FOUND && line.startsWith("#!") && line.endsWith("\r")) {
            return ". The script's first line ends with a carriage return, as on Windows, which is taken for part of the"
                    + " program's name. Leave out binary = true, or give the script Unix line ends";
        }
        String interpreter = interpreter(line);
        if (status == NOT_FOUND && !interpreter.isEmpty()) {
            return ". Shells say so of a program that is not there: one that the script runs, or " + interpreter
                    + ", which its first line names";
        }
        return "";
    }

    private static String firstLine(byte[] script) {
        String start = new String(script, 0, Math.min(script.length, LONGEST), StandardCharsets.UTF_8);
        return start.substring(0, Math.max(0, start.indexOf('\n')));
    }

    /** The program of a first line such as {@code #!/bin/bash -e}. */
    private static String interpreter(String line) {
        return line.startsWith("#!") ? line.substring(2).strip().split("\\s", 2)[0] : "";
    }
}
