package io.jenkins.plugins.packer.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Declares flags as Go programs have them, which Packer's users type: one dash or two, {@code -name=value} or
 * {@code -name value}, and switches as {@code -name} or {@code -name=false}.
 */
final class Flags {
    static final String HELP = "help";

    private final String name;
    private final List<String> description;
    private final Options options = new Options();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Flags> commands = new LinkedHashMap<>();

    private Flags(String name, String... description) {
        this.name = name;
        this.description = List.of(description);
    }

    /**
     * What may stand on the command line beside flags.
     *
     * @param label its name in the help
     * @param description what it is
     * @param required whether it must be there
     * @param repeated whether there may be several
     */
    record Parameter(String label, String description, boolean required, boolean repeated) {}

    /** Starts a command's declaration; each text of its description is a paragraph. */
    static Flags of(String name, String... description) {
        Flags flags = new Flags(name, description);
        flags.options.addOption(
                Option.builder().longOpt(HELP).desc("Show this help.").get());
        return flags;
    }

    Flags toggle(String flag, String text) {
        return add(valued(flag, "true|false", text).optionalArg(true));
    }

    Flags text(String flag, String label, String text) {
        return add(valued(flag, label, text));
    }

    Flags number(String flag, String label, String text) {
        return add(valued(flag, label, text).type(Integer.class));
    }

    /** A flag that may be repeated. */
    Flags texts(String flag, String label, String text) {
        return add(valued(flag, label, text));
    }

    /** A flag that may be repeated and whose values are split at commas. */
    Flags names(String flag, String label, String text) {
        return add(valued(flag, label, text).hasArgs().valueSeparator(','));
    }

    private static Option.Builder valued(String flag, String label, String text) {
        return Option.builder().longOpt(flag).hasArg().argName(label).desc(text);
    }

    private Flags add(Option.Builder option) {
        options.addOption(option.get());
        return this;
    }

    /** The one parameter, or the first. */
    Flags parameter(String label, String text) {
        parameters.add(new Parameter(label, text, true, false));
        return this;
    }

    /** A parameter that may be left out. */
    Flags optionalParameter(String label, String text) {
        parameters.add(new Parameter(label, text, false, false));
        return this;
    }

    /** Any number of parameters, or none. */
    Flags parameters(String label, String text) {
        parameters.add(new Parameter(label, text, false, true));
        return this;
    }

    /** A command within the command, with flags of its own. */
    Flags command(String within, Flags flags) {
        commands.put(within, flags);
        return this;
    }

    /** The command that has them, as it is typed, without {@code packer}. */
    String name() {
        return name;
    }

    List<String> description() {
        return description;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** Commands within the command, by name. */
    Map<String, Flags> commands() {
        return commands;
    }

    /** The names of all flags, without dashes, in the order of their declaration. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Option option : options.getOptions()) {
            names.add(option.getLongOpt());
        }
        return names;
    }

    /** What a flag's value is called in the help; empty where it has none, or there is no such flag. */
    String label(String flag) {
        Option option = options.getOption(flag);
        return option == null || option.getArgName() == null ? "" : option.getArgName();
    }

    /** What a flag means. */
    String meaning(String flag) {
        return options.getOption(flag).getDescription();
    }

    /** Whether it is a switch, whose value can only follow an equals sign. */
    boolean isToggle(String flag) {
        Option option = options.getOption(flag);
        return option != null && option.hasOptionalArg();
    }

    /**
     * Reads a command line, without the command's name.
     *
     * @throws UsageException when it is not one that these flags allow
     */
    Arguments parse(List<String> words) throws UsageException {
        FlagReader own = new FlagReader(this, options);
        for (int i = 0; !commands.isEmpty() && i < words.size(); i++) {
            String word = words.get(i);
            Flags within = commands.get(word);
            if (within != null) {
                Arguments before = own.read(words.subList(0, i));
                return before.explained() != null
                        ? before
                        : within.parse(words.subList(i + 1, words.size())).of(word);
            }
        }
        return own.read(words);
    }
}
