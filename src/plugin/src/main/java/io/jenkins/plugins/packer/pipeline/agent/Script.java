package io.jenkins.plugins.packer.pipeline.agent;

import java.util.List;
import java.util.stream.Collectors;

/** Scripts that start the engine: for the Bourne shell, or batch files. */
final class Script {
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
        return state.separator() == '\\' ? batch(workspace, line, output) : shell(state, workspace, line, output);
    }

    private static String shell(StateDirectory state, String workspace, List<String> line, String output) {
        String command = line.stream().map(Script::quoted).collect(Collectors.joining(" "));
        return "cd " + quoted(workspace) + " || exit 1\n"
                + "echo $$ > " + quoted(state.pid()) + "\n"
                + "exec " + command + " > " + quoted(output) + " 2>&1\n";
    }

    private static String batch(String workspace, List<String> line, String output) {
        String command = line.stream().map(Script::batchQuoted).collect(Collectors.joining(" "));
        return "@echo off\r\n"
                + "cd /d " + batchQuoted(workspace) + " || exit /b 1\r\n"
                + command + " > " + batchQuoted(output) + " 2>&1\r\n";
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
            return batch(workspace, line, output);
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
                + "wait $packer\n";
    }

    /** As one word of the Bourne shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String batchQuoted(String word) {
        return "\"" + word.replace("%", "%%").replace("\"", "\\\"") + "\"";
    }
}
