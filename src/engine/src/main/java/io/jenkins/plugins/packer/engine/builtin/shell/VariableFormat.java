package io.jenkins.plugins.packer.engine.builtin.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code env_var_format}: how one variable is written for a shell, as a format of Go's {@code fmt} with a verb for the
 * name and one for the value. {@code %s} and {@code %v} take the next of the two, {@code %[1]s} the name and
 * {@code %[2]s} the value; {@code %%} is a percent sign.
 */
public final class VariableFormat {
    private static final int NAME = 1;
    private static final int VALUE = 2;

    /** Literal text, and at odd places what is inserted after it. */
    private final List<String> literals = new ArrayList<>();

    private final List<Integer> inserted = new ArrayList<>();

    private VariableFormat() {}

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException when {@link #mistake} finds one
     */
    public static VariableFormat of(String format) {
        VariableFormat result = new VariableFormat();
        Optional<String> mistake = result.parse(format);
        if (mistake.isPresent()) {
            throw new IllegalArgumentException(mistake.get());
        }
        return result;
    }

    /** What is wrong with a format, as a sentence. */
    public static Optional<String> mistake(String format) {
        return new VariableFormat().parse(format);
    }

    private Optional<String> parse(String format) {
        StringBuilder literal = new StringBuilder();
        int next = NAME;
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c != '%') {
                literal.append(c);
                at++;
                continue;
            }
            if (format.startsWith("%%", at)) {
                literal.append('%');
                at += 2;
                continue;
            }
            int verb = at + 1;
            if (format.startsWith("[1]", verb) || format.startsWith("[2]", verb)) {
                next = format.charAt(verb + 1) - '0';
                verb += 3;
            }
            if (verb >= format.length() || "sv".indexOf(format.charAt(verb)) < 0) {
                return Optional.of("It may use %s, %v, %[1]s, %[2]s and %% only: " + format.strip());
            }
            if (next > VALUE) {
                return Optional.of("It inserts more than a name and a value: " + format.strip());
            }
            literals.add(literal.toString());
            literal.setLength(0);
            inserted.add(next++);
            at = verb + 1;
        }
        literals.add(literal.toString());
        return inserted.contains(NAME) && inserted.contains(VALUE)
                ? Optional.empty()
                : Optional.of(
                        "It must insert the variable's name and its value, such as \"%s='%s' \": " + format.strip());
    }

    /** One variable in this format. */
    public String format(String name, String value) {
        StringBuilder result = new StringBuilder(literals.get(0));
        for (int i = 0; i < inserted.size(); i++) {
            result.append(inserted.get(i) == NAME ? name : value).append(literals.get(i + 1));
        }
        return result.toString();
    }
}
