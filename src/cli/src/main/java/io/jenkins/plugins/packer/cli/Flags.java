package io.jenkins.plugins.packer.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Declares flags as Go programs have them, which Packer's users type: one dash or two, {@code -name=value} or
 * {@code -name value}, and switches as {@code -name} or {@code -name=false}.
 */
final class Flags {
    private final CommandSpec specification;

    Flags(CommandSpec specification) {
        this.specification = specification;
    }

    /** Starts a command's declaration. */
    static Flags of(String name, String... description) {
        CommandSpec specification = CommandSpec.create().name("packer " + name);
        specification.usageMessage().description(description).sortOptions(false);
        Flags flags = new Flags(specification);
        specification.addOption(OptionSpec.builder("-h", "-help", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        return flags;
    }

    Flags toggle(String name, String description) {
        specification.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(boolean.class)
                .arity("0..1")
                .fallbackValue("true")
                .paramLabel("true|false")
                .description(description)
                .build());
        return this;
    }

    Flags text(String name, String label, String description) {
        specification.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    Flags number(String name, String label, String description) {
        specification.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(int.class)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** A flag that may be repeated. */
    Flags texts(String name, String label, String description) {
        specification.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** A flag that may be repeated and whose values are split at commas. */
    Flags names(String name, String label, String description) {
        specification.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .splitRegex(",")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** The one parameter, or the first. */
    Flags parameter(String label, String description) {
        return parameter(label, description, "1", String.class);
    }

    /** A parameter that may be left out. */
    Flags optionalParameter(String label, String description) {
        return parameter(label, description, "0..1", String.class);
    }

    /** Any number of parameters, or none. */
    Flags parameters(String label, String description) {
        specification.addPositional(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    private Flags parameter(String label, String description, String arity, Class<?> type) {
        specification.addPositional(PositionalParamSpec.builder()
                .index(String.valueOf(specification.positionalParameters().size()))
                .type(type)
                .arity(arity)
                .required(arity.equals("1"))
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** A command within the command, with flags of its own. */
    Flags command(String name, Flags flags) {
        specification.addSubcommand(name, flags.specification);
        return this;
    }

    /** Commands within the command, by name. */
    Map<String, Flags> commands() {
        Map<String, Flags> commands = new LinkedHashMap<>();
        specification.subcommands().forEach((name, command) -> commands.put(name, new Flags(command.getCommandSpec())));
        return commands;
    }

    /** The names of all flags, without dashes. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : specification.options()) {
            String name = option.names()[option.names().length > 2 ? 1 : 0];
            names.add(name.substring(1));
        }
        return names;
    }

    /** A flag's name of the word of a command line that stands for it, which has one dash or two; empty for other words. */
    static String name(String word) {
        return word.startsWith("--") ? word.substring(2) : word.startsWith("-") ? word.substring(1) : "";
    }

    /** What a flag's value is called in the help; empty where there is no such flag. */
    String label(String name) {
        OptionSpec option = specification.findOption("-" + name);
        return option == null ? "" : option.paramLabel();
    }

    /** Whether it is a switch, whose value can only follow an equals sign. */
    boolean isToggle(String name) {
        OptionSpec option = specification.findOption("-" + name);
        return option != null && option.arity().min() == 0;
    }

    /** The text of {@code -help}. */
    String help() {
        return new CommandLine(specification).getUsageMessage();
    }

    /**
     * Reads a command line, without the command's name.
     *
     * @throws UsageException when it is not one that these flags allow
     */
    Arguments parse(List<String> words) throws UsageException {
        CommandLine parser = new CommandLine(specification)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(true);
        try {
            ParseResult parsed = parser.parseArgs(words.toArray(String[]::new));
            while (parsed.subcommand() != null && !parsed.isUsageHelpRequested()) {
                parsed = parsed.subcommand();
            }
            return new Arguments(parsed);
        } catch (UnmatchedArgumentException e) {
            List<String> known = e.getSuggestions();
            throw new UsageException(
                    e.getMessage() + (known.isEmpty() ? "" : "\nPossible solutions: " + String.join(", ", known)));
        } catch (ParameterException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
