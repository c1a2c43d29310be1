package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.template.BuildBlock;
import io.jenkins.plugins.packer.engine.template.InputVariable;
import io.jenkins.plugins.packer.engine.template.LocalVariable;
import io.jenkins.plugins.packer.engine.template.PostProcessorBlock;
import io.jenkins.plugins.packer.engine.template.ProvisionerBlock;
import io.jenkins.plugins.packer.engine.template.SourceUse;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.util.Comparator;
import java.util.List;

/** The text of {@code packer inspect}, laid out as Packer's. */
final class TemplateOutline {
    private TemplateOutline() {}

    static String variables(Template template) {
        StringBuilder text = new StringBuilder("> input-variables:\n\n");
        template.variables().stream()
                .sorted(Comparator.comparing(InputVariable::name))
                .forEach(variable -> text.append("var.")
                        .append(variable.name())
                        .append(": ")
                        .append(Quoted.of(ValueText.of(variable.value())))
                        .append('\n'));
        text.append("\n> local-variables:\n\n");
        template.locals().stream()
                .sorted(Comparator.comparing(LocalVariable::name))
                .forEach(local -> text.append("local.")
                        .append(local.name())
                        .append(": ")
                        .append(Quoted.of(ValueText.of(local.value())))
                        .append('\n'));
        return text.toString();
    }

    static String builds(Template template) {
        StringBuilder text = new StringBuilder("> builds:\n");
        for (int number = 0; number < template.builds().size(); number++) {
            build(template.builds().get(number), number, text);
        }
        return text.toString();
    }

    private static void build(BuildBlock build, int number, StringBuilder text) {
        String name = build.name().isEmpty() ? "<unnamed build " + number + ">" : build.name();
        text.append("\n  > ").append(name).append(":\n");
        if (!build.description().isEmpty()) {
            text.append("\n  > Description: ").append(build.description()).append('\n');
        }
        text.append("\n    sources:\n");
        if (build.sources().isEmpty()) {
            text.append("\n      <no source>\n");
        }
        for (SourceUse source : build.sources()) {
            text.append("\n      ").append(source.displayName()).append('\n');
        }
        text.append("\n    provisioners:\n\n");
        if (build.provisioners().isEmpty()) {
            text.append("      <no provisioner>\n");
        }
        for (ProvisionerBlock provisioner : build.provisioners()) {
            text.append("      ").append(provisioner.displayName()).append('\n');
        }
        text.append("\n    post-processors:\n");
        if (build.postProcessors().isEmpty()) {
            text.append("\n      <no post-processor>\n");
        }
        for (int sequence = 0; sequence < build.postProcessors().size(); sequence++) {
            sequence(build.postProcessors().get(sequence), sequence, text);
        }
    }

    private static void sequence(List<PostProcessorBlock> sequence, int number, StringBuilder text) {
        text.append("\n      ").append(number).append(":\n");
        for (PostProcessorBlock postProcessor : sequence) {
            text.append("        ").append(postProcessor.displayName()).append('\n');
        }
    }
}
