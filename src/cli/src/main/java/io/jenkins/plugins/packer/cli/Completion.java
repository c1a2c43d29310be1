package io.jenkins.plugins.packer.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a shell that completes a command line, by the protocol of {@code complete -C}, which Packer uses as well: the
 * line is in {@code COMP_LINE}, the cursor in {@code COMP_POINT}, and the answer is one candidate a line. Where a file
 * may stand there is no answer, and the shell completes file names itself.
 *
 * @see <a href="https://github.com/posener/complete/tree/v1">posener/complete</a>
 */
final class Completion {
    static final String LINE = "COMP_LINE";

    private static final String POINT = "COMP_POINT";
    private static final Pattern CHOICES = Pattern.compile("[a-z0-9-]+(\\|[a-z0-9-]+)+");
    private static final List<String> GLOBAL =
            List.of("-autocomplete-install", "-autocomplete-uninstall", "-help", "-machine-readable", "-version");

    private Completion() {}

    /** Candidates for the word at the cursor. */
    static List<String> candidates(Map<String, String> environment) {
        String line = upToCursor(environment.getOrDefault(LINE, ""), environment.get(POINT));
        List<String> words = new ArrayList<>(Arrays.asList(line.stripLeading().split("\\s+", -1)));
        String last = words.remove(words.size() - 1);
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> before = words.subList(1, words.size());
        int equals = last.indexOf('=');
        // Shells take what follows an equals sign as a word of its own.
        String prefix = equals < 0 ? last : last.substring(equals + 1);
        return possible(before, last).stream()
                .filter(candidate -> candidate.startsWith(prefix))
                .sorted()
                .toList();
    }

    private static String upToCursor(String line, @Nullable String point) {
        if (point == null || !point.matches("\\d{1,9}")) {
            return line;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(Integer.parseInt(point), bytes.length);
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static List<String> possible(List<String> before, String last) {
        if (before.isEmpty()) {
            return last.startsWith("-")
                    ? GLOBAL
                    : Commands.all().stream().map(Command::name).toList();
        }
        Command command = Commands.named(before.get(0));
        if (command == null) {
            return List.of();
        }
        Flags flags = command.flags();
        List<String> arguments = before.subList(1, before.size());
        while (!flags.commands().isEmpty()) {
            if (arguments.isEmpty()) {
                return last.startsWith("-")
                        ? flags(flags)
                        : List.copyOf(flags.commands().keySet());
            }
            flags = flags.commands().get(arguments.get(0));
            if (flags == null) {
                return List.of();
            }
            arguments = arguments.subList(1, arguments.size());
        }
        return ofCommand(flags, arguments, last);
    }

    private static List<String> ofCommand(Flags flags, List<String> before, String last) {
        int equals = last.indexOf('=');
        if (last.startsWith("-") && equals < 0) {
            return flags(flags);
        }
        String word = equals > 0 ? last.substring(0, equals) : before.isEmpty() ? "" : before.get(before.size() - 1);
        if (!word.startsWith("-")) {
            return List.of();
        }
        String name = word.substring(word.startsWith("--") ? 2 : 1);
        if (equals < 0 && flags.isToggle(name)) {
            return List.of();
        }
        String label = flags.label(name);
        return CHOICES.matcher(label).matches() ? List.of(label.split("\\|")) : List.of();
    }

    private static List<String> flags(Flags flags) {
        List<String> words = new ArrayList<>(List.of("-machine-readable"));
        for (String name : flags.names()) {
            words.add("-" + name);
        }
        return words;
    }
}
