package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.legacy.GoJson;
import io.jenkins.plugins.packer.engine.legacy.LegacyReader;
import io.jenkins.plugins.packer.engine.legacy.LegacyRules;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.engine.legacy.fix.Fix;
import io.jenkins.plugins.packer.engine.legacy.fix.FixException;
import io.jenkins.plugins.packer.engine.legacy.fix.Fixes;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a legacy JSON template up to date. */
final class FixCommand implements Command {
    private static final String CAUSE =
            "\n\nThis is usually caused by an error in the input template.\n" + "Please fix the error and try again.";

    @Override
    public String name() {
        return "fix";
    }

    @Override
    public String synopsis() {
        return "bring a legacy JSON template up to date";
    }

    @Override
    public Flags flags() {
        List<String> description = new ArrayList<>(List.of(
                "Reads a legacy JSON template, corrects what newer versions of Packer do not take any more, and prints"
                        + " it. The file stays as it is.",
                "",
                "Corrections, in order:",
                ""));
        for (Fix fix : Fixes.all()) {
            description.add("  " + fix.name() + " ".repeat(28 - fix.name().length()) + fix.synopsis());
        }
        Flags flags = Flags.of(name(), description.toArray(String[]::new))
                .toggle("validate", "Check the corrected template (default: true).")
                .parameter("TEMPLATE", "A legacy JSON template.");
        return TemplateArguments.declareWithoutEffect(flags);
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        try {
            TemplateArguments.checkWithoutEffect(arguments);
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        LegacyFile file = new LegacyFile(invocation.surroundings(), output);
        String path = arguments.parameter();
        if (file.isHcl2(path)) {
            output.error("packer fix only works with JSON files for now.");
            return 1;
        }
        Optional<JsonNode.ObjectNode> read = file.object(path);
        if (read.isEmpty()) {
            return 1;
        }
        Map<String, @Nullable Object> tree = GoJson.tree(read.get());
        try {
            for (Fix fix : Fixes.all()) {
                fix.apply(tree);
            }
        } catch (FixException e) {
            output.error("Error fixing: " + e.getMessage());
            return 1;
        }
        String text = GoJson.text(tree) + "\n";
        output.say(text);
        return !arguments.isSet("validate", true) || isValid(file, SourceFile.of(path, text), output) ? 0 : 1;
    }

    /** Places in messages are those in the text that was printed. */
    private static boolean isValid(LegacyFile file, SourceFile fixed, Output output) {
        file.shows(fixed);
        Optional<LegacyTemplate> template = LegacyReader.read(fixed, file.diagnostics());
        if (file.diagnostics().hasErrors()) {
            output.error("Error! Fixed template fails to parse: " + file.messages() + CAUSE);
            return false;
        }
        template.ifPresent(found -> LegacyRules.check(found, file.diagnostics()));
        if (file.diagnostics().hasErrors()) {
            output.error("Error! Fixed template failed to validate: " + file.messages() + CAUSE);
            return false;
        }
        return true;
    }
}
