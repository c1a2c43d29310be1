package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.engine.legacy.upgrade.Hcl2Upgrade;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.LegacyScope;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an HCL2 template of a legacy JSON template. */
final class Hcl2UpgradeCommand implements Command {
    @Override
    public String name() {
        return "hcl2_upgrade";
    }

    @Override
    public String synopsis() {
        return "make an HCL2 template of a legacy JSON template";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                        name(),
                        "Writes the HCL2 template that a legacy JSON template stands for. Run packer fix first if the"
                                + " template is for an old version of Packer.",
                        "Read the result: what HCL2 has no counterpart for is left as it is, with a comment.")
                .text("output-file", "FILE", "Where to write it (default: TEMPLATE.pkr.hcl).")
                .toggle("with-annotations", "Add comments that explain the blocks.");
        return TemplateArguments.declare(flags);
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Surroundings surroundings = invocation.surroundings();
        TemplateRequest request;
        try {
            request = TemplateArguments.request(arguments, surroundings, false);
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        if (new LegacyFile(surroundings, output).isHcl2(request.template())) {
            output.error("packer hcl2_upgrade wants a legacy JSON template, but \"" + request.template()
                    + "\" is an HCL2 template already.");
            return 1;
        }
        try (ComponentCatalog catalog = Catalogs.of(surroundings)) {
            TemplateSession session = TemplateSession.of(request, invocation, new Redactor());
            Optional<LegacyScope> legacy = session.evaluate(
                            TemplateArguments.reading(arguments, DataReading.Extent.NONE))
                    .map(Template::scope)
                    .map(scope -> scope.legacy());
            if (legacy.isEmpty()) {
                session.messages().print(output);
                return 1;
            }
            if (session.hasErrors()) {
                output.error("Ignoring following initialization error:");
                session.messages().print(output);
            }
            String target = arguments.text("output-file", request.template() + ".pkr.hcl");
            return write(legacy.get().template(), surroundings, target, arguments, catalog, output);
        } catch (IOException e) {
            output.error("Failed to close the components: " + e.getMessage());
            return 1;
        }
    }

    private static int write(
            LegacyTemplate template,
            Surroundings surroundings,
            String target,
            Arguments arguments,
            ComponentCatalog catalog,
            Output output) {
        String text = Hcl2Upgrade.of(template, arguments.isSet("with-annotations", false));
        List<String> unknown = unknownBuilders(template, catalog);
        if (!unknown.isEmpty()) {
            output.error("Ignoring following sources.Parse error: unknown builder type(s): " + unknown + "\n");
        }
        Path file = surroundings.directory().resolve(target);
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            output.error("Failed to write to file \"" + target + "\": " + FileTrouble.reason(e));
            return 1;
        }
        int exitCode = unknown.isEmpty() ? 0 : 1;
        output.say("Successfully created " + target + ". Exit " + exitCode);
        return exitCode;
    }

    /** Types of builders that neither are here nor belong to one of HashiCorp's plugins. */
    private static List<String> unknownBuilders(LegacyTemplate template, ComponentCatalog catalog) {
        List<String> unknown = new ArrayList<>();
        for (LegacyTemplate.Builder builder : template.builders()) {
            String type = builder.type().text();
            if (!Hcl2Upgrade.isOfKnownPlugin(type) && !isHere(type, catalog)) {
                unknown.add(type);
            }
        }
        return unknown.stream().sorted().toList();
    }

    private static boolean isHere(String type, ComponentCatalog catalog) {
        try {
            return catalog.has(ComponentKind.BUILDER, type);
        } catch (ComponentException e) {
            // A set of components that cannot be read has none that could be told of.
            return false;
        }
    }
}
