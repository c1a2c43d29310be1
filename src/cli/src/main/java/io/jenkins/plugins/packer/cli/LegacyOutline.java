package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** What {@code packer inspect} shows of a legacy JSON template: as it is written, laid out as Packer's. */
final class LegacyOutline {
    private static final String SENSITIVE = "<sensitive>";

    private final Output output;

    LegacyOutline(Output output) {
        this.output = output;
    }

    void show(LegacyTemplate template) {
        output.say("Packer Inspect: JSON mode");
        if (!template.description().isEmpty()) {
            output.say("Description:\n");
            output.say(template.description() + "\n");
        }
        variables(template);
        output.say("");
        builders(template);
        output.say("");
        output.say("Provisioners:\n");
        if (template.provisioners().isEmpty()) {
            output.say("  <No provisioners>");
        }
        for (LegacyTemplate.Provisioner provisioner : template.provisioners()) {
            output.machine("template-provisioner", provisioner.type().text());
            output.say("  " + provisioner.type().text());
        }
        output.say("\nNote: If your build names contain user variables or template\n"
                + "functions such as 'timestamp', these are processed at build time,\n"
                + "and therefore only show in their raw form here.");
    }

    private void variables(LegacyTemplate template) {
        List<LegacyTemplate.Variable> variables = template.variables().values().stream()
                .sorted(Comparator.comparing(LegacyTemplate.Variable::name))
                .toList();
        if (variables.isEmpty()) {
            output.say("Variables:\n");
            output.say("  <No variables>");
            return;
        }
        if (variables.stream().anyMatch(LegacyTemplate.Variable::isRequired)) {
            output.say("Required variables:\n");
            for (LegacyTemplate.Variable variable : variables) {
                if (variable.isRequired()) {
                    output.machine(
                            "template-variable",
                            variable.name(),
                            isHidden(template, variable, "") ? SENSITIVE : "",
                            "1");
                    output.say("  " + variable.name());
                }
            }
            output.say("");
        }
        output.say("Optional variables and their defaults:\n");
        int width = width(variables.stream().map(LegacyTemplate.Variable::name).toList());
        for (LegacyTemplate.Variable variable : variables) {
            String value = variable.defaultValue();
            if (value != null) {
                String shown = isHidden(template, variable, value) ? SENSITIVE : value;
                output.machine("template-variable", variable.name(), shown, "0");
                output.say("  " + padded(variable.name(), width) + " = " + shown);
            }
        }
    }

    /** A variable with the default of a sensitive one is hidden with it; in Packer sometimes an empty one is, too. */
    private static boolean isHidden(LegacyTemplate template, LegacyTemplate.Variable variable, String value) {
        return template.sensitive().contains(variable.name())
                || !value.isEmpty()
                        && template.variables().values().stream()
                                .anyMatch(other -> template.sensitive().contains(other.name())
                                        && value.equals(other.defaultValue()));
    }

    private void builders(LegacyTemplate template) {
        output.say("Builders:\n");
        List<LegacyTemplate.Builder> builders = template.builders().stream()
                .sorted(Comparator.comparing(builder -> builder.name().text()))
                .toList();
        if (builders.isEmpty()) {
            output.say("  <No builders>");
        }
        int width =
                width(builders.stream().map(builder -> builder.name().text()).toList());
        for (LegacyTemplate.Builder builder : builders) {
            output.machine(
                    "template-builder", builder.name().text(), builder.type().text());
            output.say("  " + padded(builder.name().text(), width)
                    + (builder.isNamed() ? " (" + builder.type().text() + ")" : ""));
        }
    }

    private static int width(List<String> names) {
        return names.stream().mapToInt(LegacyOutline::bytes).max().orElse(0);
    }

    /** Packer pads by bytes. */
    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - bytes(text));
    }
}
