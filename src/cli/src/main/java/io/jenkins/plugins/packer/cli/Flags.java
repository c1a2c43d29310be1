package io.jenkins.plugins.packer.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Declares flags as Go programs have them, which Packer's users type: one dash or two, {@code -name=value} or
 * {@code -name value}, and switches as {@code -name} or {@code -name=false}.
 */
final class Flags {
    private final CommandSpec specification;

    private Flags(CommandSpec specification) {
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
        specification.addPositional(PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity("1")
                .required(true)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /**
     * A parameter that may be left out.
     *
     * @param index its place, from 0
     */
    Flags optionalParameter(int index, String label, String description) {
        specification.addPositional(PositionalParamSpec.builder()
                .index(String.valueOf(index))
                .type(String.class)
                .arity("0..1")
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    CommandSpec specification() {
        return specification;
    }

    static boolean isSet(ParseResult arguments, String name, boolean otherwise) {
        return arguments.matchedOptionValue("-" + name, otherwise);
    }

    static String text(ParseResult arguments, String name, String otherwise) {
        return arguments.matchedOptionValue("-" + name, otherwise);
    }

    static List<String> texts(ParseResult arguments, String name) {
        return arguments.matchedOptionValue("-" + name, List.of());
    }

    static String parameter(ParseResult arguments) {
        return arguments.matchedPositionalValue(0, "");
    }
}
