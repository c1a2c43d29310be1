package io.jenkins.plugins.packer.pipeline.agent;

import java.util.List;
import java.util.stream.Collectors;

/** Scripts that start the engine: for the Bourne shell, or batch files. */
final class Script {
    /**
     * In the plain locale, which agents have that systemd or a container starts, Java takes every name, argument and variable
     * for ASCII and finds no file whose name has an umlaut. As the launcher of the packer command does.
     */
    private static final String UTF_8 = """
            case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
                '' | C | POSIX)
                    if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
                        [ -z "$LC_ALL" ] || LC_ALL=C.UTF-8
                        LC_CTYPE=C.UTF-8
                        export LC_CTYPE
                    fi
                    ;;
            esac
            """;

    private Script() {}

    /**
     * Starts a program in the workspace, with its output in a file and the number of its process in another.
     *
     * @param state whose separator tells Windows from others
     * @param workspace working directory
     * @param line the program and its arguments
     * @param output takes what it prints
     */
    static String of(StateDirectory state, String workspace, List<String> line, String output) {
        return state.separator() == '\\'
                ? batch(state, workspace, line, output)
                : shell(state, workspace, line, output);
    }

    private static String shell(StateDirectory state, String workspace, List<String> line, String output) {
        String command = line.stream().map(Script::quoted).collect(Collectors.joining(" "));
        // The shell waits for the program: when whoever started it is gone, nobody else removes its secrets. It does so
        // although
        // it is asked to end, since the program is asked as well and has work to do then.
        return UTF_8 + "cd " + quoted(workspace) + " || exit 1\n"
                + "trap : TERM INT HUP\n"
                + "code=0\n"
                + "sh -c 'echo $$ > \"$0\"; output=$1; shift; exec \"$@\" > \"$output\" 2>&1' " + quoted(state.pid())
                + " "
                + quoted(output) + " " + command + " || code=$?\n"
                // What a signal has ended is cleaned up after, with its credentials.
                + "[ $code -gt 128 ] || " + removal(state) + "\n"
                + "echo $code > " + quoted(state.exitCode()) + "\n"
                + "exit $code\n";
    }

    private static String removal(StateDirectory state) {
        return "rm -rf " + quoted(state.credentials()) + " "
                + state.secretFiles().stream().map(Script::quoted).collect(Collectors.joining(" "));
    }

    private static String batch(StateDirectory state, String workspace, List<String> line, String output) {
        // Durable Task writes the file in UTF-8. Where there is no such code page, the rest is read as it was.
        String command = line.stream().map(Script::batchQuoted).collect(Collectors.joining(" "));
        String credentials = batchQuoted(state.credentials());
        String removal = state.secretFiles().stream()
                .map(Script::batchQuoted)
                .map(file -> "if exist " + file + " del /q " + file + "\r\n")
                .collect(
                        Collectors.joining("", "if exist " + credentials + " rmdir /s /q " + credentials + "\r\n", ""));
        return "@echo off\r\n"
                + "chcp 65001 >nul 2>&1\r\n"
                + "cd /d " + batchQuoted(workspace) + " || exit /b 1\r\n"
                + command + " > " + batchQuoted(output) + " 2>&1\r\n"
                + "set packer_code=%errorlevel%\r\n"
                + removal
                // The place of the digit: before a sign of redirection it would name a stream.
                + ">" + batchQuoted(state.exitCode()) + " echo %packer_code%\r\n"
                + "exit /b %packer_code%\r\n";
    }

    /**
     * Starts another Packer, which knows no files that end it: a loop beside it looks for them and interrupts it.
     *
     * @param state the run's files
     * @param workspace working directory
     * @param line the program and its arguments
     * @param leaseMinutes how long nobody may be there
     */
    static String watched(StateDirectory state, String workspace, List<String> line, int leaseMinutes) {
        String output = state.output();
        if (state.separator() == '\\') {
            return batch(state, workspace, line, output);
        }
        String command = line.stream().map(Script::quoted).collect(Collectors.joining(" "));
        return "cd " + quoted(workspace) + " || exit 1\n"
                + command + " > " + quoted(output) + " 2>&1 &\n"
                + "packer=$!\n"
                + "echo $packer > " + quoted(state.pid()) + "\n"
                + "while kill -0 $packer 2>/dev/null; do\n"
                + "    if [ -e " + quoted(state.cancel()) + " ] || [ -n \"$(find " + quoted(state.lease())
                + " -mmin +" + leaseMinutes + " 2>/dev/null)\" ]; then\n"
                + "        kill -TERM $packer\n"
                + "        break\n"
                + "    fi\n"
                + "    sleep 1\n"
                + "done\n"
                + "code=0\n"
                + "wait $packer || code=$?\n"
                + removal(state) + "\n"
                + "echo $code > " + quoted(state.exitCode()) + "\n"
                + "exit $code\n";
    }

    /** As one word of the Bourne shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * As one word of a batch file. Of backslashes before the closing quotation mark, a program takes half.
     *
     * @throws IllegalArgumentException where it holds what a batch file cannot: it would end the word, or the line
     */
    private static String batchQuoted(String word) {
        if (word.chars().anyMatch(character -> character == '"' || character < ' ')) {
            throw new IllegalArgumentException("On an agent with Windows, " + word.strip()
                    + " cannot be handed over: it has a quotation mark or a control character in it."
                    + " No name of a file there has one.");
        }
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '\\') {
            end--;
        }
        return "\"" + word.replace("%", "%%") + word.substring(end) + "\"";
    }
}
