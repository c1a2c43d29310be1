package io.jenkins.plugins.packer.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command line said of the flags and parameters that a command declares. */
final class Arguments {
    private final String command;
    private final @Nullable Flags explained;
    private final Map<String, List<String>> values;
    private final List<String> parameters;

    private Arguments(
            String command, @Nullable Flags explained, Map<String, List<String>> values, List<String> parameters) {
        this.command = command;
        this.explained = explained;
        this.values = values;
        this.parameters = parameters;
    }

    /**
     * What was said.
     *
     * @param values those of each flag that was given, by its name, in the order of the command line; of a switch
     *     {@code true} or {@code false}, of a number its decimal digits
     * @param parameters what is not a flag
     */
    Arguments(Map<String, List<String>> values, List<String> parameters) {
        this("", null, values, parameters);
    }

    /** Nothing but that the help of these flags was asked for. */
    static Arguments askForHelp(Flags explained) {
        return new Arguments("", explained, Map.of(), List.of());
    }

    /** The same, said of a command within the command. */
    Arguments of(String within) {
        return new Arguments(within, explained, values, parameters);
    }

    /** The command within the command, such as {@code install} of {@code plugins}; empty where none was named. */
    String command() {
        return command;
    }

    /** The flags that the user wants to have explained, or null. */
    @Nullable
    Flags explained() {
        return explained;
    }

    boolean isSet(String toggle, boolean otherwise) {
        return Boolean.parseBoolean(text(toggle, String.valueOf(otherwise)));
    }

    int number(String flag, int otherwise) {
        List<String> given = texts(flag);
        return given.isEmpty() ? otherwise : Integer.parseInt(given.get(given.size() - 1));
    }

    /** A flag's value; of several the last. */
    String text(String flag, String otherwise) {
        List<String> given = texts(flag);
        return given.isEmpty() ? otherwise : given.get(given.size() - 1);
    }

    /** Every value of a flag that may be repeated, in the order of the command line. */
    List<String> texts(String flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** The first parameter, or an empty text. */
    String parameter() {
        return parameters.isEmpty() ? "" : parameters.get(0);
    }

    List<String> parameters() {
        return parameters;
    }
}
