package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.cli.ComponentsCommand.Described;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.OptionModel;
import io.jenkins.plugins.packer.engine.config.OptionType;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.util.List;
import java.util.Map;

/** Components and their options as the page {@code docs/reference/components.md}. */
final class ComponentsMarkdown {
    private ComponentsMarkdown() {}

    static String of(List<Described> all) {
        StringBuilder text = new StringBuilder("# Components\n\n"
                + "Made by `packer components -markdown` from the components themselves; do not edit.\n");
        for (Described described : all) {
            text.append("\n## ")
                    .append(described.kind().label())
                    .append(" `")
                    .append(described.component().type())
                    .append("`\n\n")
                    .append(described.component().summary())
                    .append("\n");
            if (!described.schema().options().isEmpty()) {
                text.append("\n| option | type | default | meaning |\n| --- | --- | --- | --- |\n");
                options(described.schema(), "", text);
            }
            outputs(described.outputs(), text);
            refused(described.schema().refused(), text);
        }
        return text.toString();
    }

    private static void options(ConfigurationSchema<?> schema, String path, StringBuilder text) {
        for (OptionModel option : schema.options()) {
            String standard = option.required()
                    ? "required"
                    : option.defaultValue().isEmpty() ? "" : "`" + cell(option.defaultValue()) + "`";
            text.append("| `")
                    .append(path)
                    .append(option.name())
                    .append("` | ")
                    .append(option.type().displayName())
                    .append(" | ")
                    .append(standard)
                    .append(" | ")
                    .append(cell(option.doc()))
                    .append(" |\n");
            if (option.type() instanceof OptionType.BlockOf block) {
                options(block.schema(), path + option.name() + ".", text);
            }
        }
    }

    private static void outputs(Map<String, Type> outputs, StringBuilder text) {
        if (outputs.isEmpty()) {
            return;
        }
        text.append("\n| output | type |\n| --- | --- |\n");
        outputs.forEach((name, type) -> text.append("| `")
                .append(name)
                .append("` | ")
                .append(type.expression())
                .append(" |\n"));
    }

    private static void refused(Map<String, String> refused, StringBuilder text) {
        if (refused.isEmpty()) {
            return;
        }
        text.append("\nRefused by name in this version: ");
        String separator = "";
        for (String option : refused.keySet().stream().sorted().toList()) {
            text.append(separator).append('`').append(option).append('`');
            separator = ", ";
        }
        text.append(".\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
