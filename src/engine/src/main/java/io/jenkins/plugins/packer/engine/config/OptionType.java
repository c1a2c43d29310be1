package io.jenkins.plugins.packer.engine.config;

/** What an {@link Option} holds, as its Java type says. */
public sealed interface OptionType {

    /** The type's name as users write and read it, such as {@code list(string)} or {@code block}. */
    String displayName();

    /** Types of single values. */
    enum Scalar implements OptionType {
        STRING("string"),
        BOOLEAN("bool"),
        INTEGER("number"),
        LONG("number"),
        DOUBLE("number"),
        DURATION("duration"),
        ANY("any");

        private final String displayName;

        Scalar(String displayName) {
            this.displayName = displayName;
        }

        @Override
        public String displayName() {
            return displayName;
        }
    }

    /**
     * A sequence of values.
     *
     * @param element type of each
     */
    record ListOf(OptionType element) implements OptionType {
        @Override
        public String displayName() {
            return "list(" + element.displayName() + ")";
        }
    }

    /**
     * Values by key.
     *
     * @param element type of each value
     */
    record MapOf(OptionType element) implements OptionType {
        @Override
        public String displayName() {
            return "map(" + element.displayName() + ")";
        }
    }

    /**
     * A nested block.
     *
     * @param schema what may stand in it
     * @param repeated whether there may be several
     */
    record BlockOf(ConfigurationSchema<?> schema, boolean repeated) implements OptionType {
        @Override
        public String displayName() {
            return repeated ? "block list" : "block";
        }
    }
}
