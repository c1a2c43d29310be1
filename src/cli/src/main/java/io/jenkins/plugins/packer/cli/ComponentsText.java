package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.cli.ComponentsCommand.Described;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.OptionModel;
import io.jenkins.plugins.packer.engine.config.OptionType;
import java.util.List;

/** Components and their options for people. */
final class ComponentsText {
    private ComponentsText() {}

    static String of(List<Described> all) {
        StringBuilder text = new StringBuilder();
        for (Described described : all) {
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(described.kind().label())
                    .append(" \"")
                    .append(described.component().type())
                    .append("\": ")
                    .append(described.component().summary())
                    .append('\n');
            options(described.schema(), "    ", text);
            described
                    .outputs()
                    .forEach((name, type) -> text.append("    output ")
                            .append(name)
                            .append(" (")
                            .append(type.expression())
                            .append(")\n"));
        }
        return text.toString().stripTrailing();
    }

    private static void options(ConfigurationSchema<?> schema, String indent, StringBuilder text) {
        for (OptionModel option : schema.options()) {
            text.append(indent)
                    .append(option.name())
                    .append(" (")
                    .append(option.type().displayName());
            if (option.required()) {
                text.append(", required");
            }
            if (!option.defaultValue().isEmpty()) {
                text.append(", default ").append(option.defaultValue());
            }
            text.append("): ").append(option.doc()).append('\n');
            if (option.type() instanceof OptionType.BlockOf block) {
                options(block.schema(), indent + "    ", text);
            }
        }
    }
}
