package io.jenkins.plugins.packer.components.ansible;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an SSH client asks the far side's scp to do.
 *
 * @param sink whether files come from the client ({@code -t}), or go to it ({@code -f})
 * @param recursive whether directories are transferred ({@code -r})
 * @param times whether times of files are kept ({@code -p})
 * @param paths the files; of a sink the one destination
 */
record ScpCommand(boolean sink, boolean recursive, boolean times, List<String> paths) {

    /** A command line; empty where it is none of scp's far side. */
    static Optional<ScpCommand> of(String line) {
        if (!line.startsWith("scp ")) {
            return Optional.empty();
        }
        List<String> words = words(line);
        StringBuilder flags = new StringBuilder();
        int at = 1;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at++);
            if (word.equals("--")) {
                break;
            }
            flags.append(word, 1, word.length());
        }
        boolean sink = flags.indexOf("t") >= 0;
        boolean source = flags.indexOf("f") >= 0;
        List<String> paths = words.subList(at, words.size());
        return sink == source || paths.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ScpCommand(sink, flags.indexOf("r") >= 0, flags.indexOf("p") >= 0, List.copyOf(paths)));
    }

    /** Takes off the quotes that the client put there for a shell. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean within = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '\'' ? c != '\'' : quote == '"' && c != '"' && c != '\\') {
                word.append(c);
            } else if (c == quote && quote != 0) {
                quote = 0;
            } else if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                within = true;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                within = true;
            } else if (Character.isWhitespace(c)) {
                if (within) {
                    words.add(word.toString());
                    word.setLength(0);
                    within = false;
                }
            } else {
                word.append(c);
                within = true;
            }
        }
        if (within) {
            words.add(word.toString());
        }
        return words;
    }
}
