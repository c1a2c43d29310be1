package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.PluginOffer;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.PluginRequirement;
import io.jenkins.plugins.packer.engine.template.UnevaluatedTemplate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes sure that what {@code required_plugins} asks for is there. Nothing is ever installed: the components are built
 * in, so scripts that call {@code packer init} first go on, and what is missing is told with the way out.
 */
final class InitCommand implements Command {
    @Override
    public String name() {
        return "init";
    }

    @Override
    public String synopsis() {
        return "check that the plugins which a template requires are there";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                        name(),
                        "Checks that what a template's required_plugins blocks ask for is built in. Nothing is installed.")
                .toggle("upgrade", "Changes nothing: what is built in is always that of this program.")
                .toggle("force", "Changes nothing: there is nothing to install again.");
        return TemplateArguments.declare(flags);
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        try (ComponentCatalog catalog = Catalogs.of(invocation.surroundings())) {
            Optional<List<PluginRequirement>> required = required(arguments, invocation, output);
            return required.isEmpty() ? 1 : report(required.get(), PluginOffer.of(catalog), output);
        } catch (UsageException | ComponentException | IOException e) {
            output.error(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    /** What a template requires; empty where it cannot be read, which is said. */
    static Optional<List<PluginRequirement>> required(Arguments arguments, Invocation invocation, Output output)
            throws UsageException {
        TemplateSession session = TemplateSession.of(
                TemplateArguments.request(arguments, invocation.surroundings(), false), invocation, new Redactor());
        Optional<UnevaluatedTemplate> parsed = session.parse();
        session.messages().print(output);
        if (session.hasErrors() || parsed.isEmpty()) {
            return Optional.empty();
        }
        List<PluginRequirement> required = parsed.get().plugins();
        if (required.isEmpty()) {
            output.message("""

                    No plugins requirement found, make sure you reference a Packer config
                    containing a packer.required_plugins block. See
                    https://www.packer.io/docs/templates/hcl_templates/blocks/packer
                    for more info.""");
        }
        return Optional.of(required);
    }

    private static int report(List<PluginRequirement> required, PluginOffer offer, Output output) {
        int exitCode = 0;
        for (PluginRequirement requirement : required) {
            List<String> components = offer.components(requirement.source());
            if (components.isEmpty()) {
                output.error("Failed getting the \"" + requirement.source() + "\" plugin: " + requirement.name()
                        + " is required at " + requirement.range() + ", but it is not built in.\n"
                        + PluginOffer.WAY_OUT);
                exitCode = 1;
            } else {
                output.say("Plugin " + requirement.source() + " is built in: " + String.join(", ", components) + ".");
            }
        }
        return exitCode;
    }
}
