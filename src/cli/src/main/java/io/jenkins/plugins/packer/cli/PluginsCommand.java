package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.catalog.PluginOffer;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.template.PluginRequirement;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What there is in place of Packer's plugins, and what a template requires of them. */
final class PluginsCommand implements Command {
    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public String synopsis() {
        return "list what takes the place of plugins, and what a template requires";
    }

    @Override
    public Flags flags() {
        return Flags.of(
                        name(),
                        "Packer's plugins are Go programs, which are not used here: their components are built in.")
                .command(
                        "installed",
                        Flags.of(
                                "plugins installed",
                                "Lists what is built in, and the folders of components that are found."))
                .command(
                        "required",
                        TemplateArguments.declare(
                                Flags.of(
                                        "plugins required",
                                        "Lists what a template's required_plugins blocks ask for, and what of it is built in.")))
                .command(
                        "install",
                        Flags.of("plugins install", "Says whether a plugin is built in; nothing can be installed.")
                                .text("path", "FILE", "Refused: Packer's plugins cannot be used here.")
                                .toggle("force", "Changes nothing: there is nothing to install again.")
                                .parameter("PLUGIN", "The plugin's address, such as github.com/hashicorp/docker.")
                                .optionalParameter("VERSION", "Constraint on its version; built-in plugins fit all."))
                .command(
                        "remove",
                        Flags.of("plugins remove", "Says that nothing can be removed.")
                                .parameter("PLUGIN", "The plugin's address, or the path of its file.")
                                .optionalParameter("VERSION", "Constraint on its version."));
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        if (arguments.command().isEmpty()) {
            invocation.surroundings().output().print(FlagHelp.of(flags()));
            return 1;
        }
        try (ComponentCatalog catalog = Catalogs.of(invocation.surroundings())) {
            return switch (arguments.command()) {
                case "installed" -> installed(catalog, invocation, output);
                case "required" -> required(arguments, catalog, invocation, output);
                case "install" -> install(arguments, catalog, output);
                default -> remove(arguments, catalog, output);
            };
        } catch (UsageException | ComponentException | IOException e) {
            output.error(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static int installed(ComponentCatalog catalog, Invocation invocation, Output output)
            throws ComponentException {
        Map<String, Map<String, String>> byOrigin = new TreeMap<>();
        for (ComponentCatalog.Listed listed : catalog.list()) {
            if (listed.kind() != ComponentKind.REAPER) {
                byOrigin.computeIfAbsent(listed.origin(), origin -> new LinkedHashMap<>())
                        .merge(listed.kind().label(), listed.type(), (one, other) -> one + ", " + other);
            }
        }
        for (Map.Entry<String, Map<String, String>> origin : byOrigin.entrySet()) {
            StringBuilder text = new StringBuilder(origin.getKey().isEmpty() ? "built in" : origin.getKey());
            origin.getValue()
                    .forEach((kind, types) ->
                            text.append("\n    ").append(kind).append(": ").append(types));
            output.message(text.toString());
        }
        Path home = invocation.surroundings().home();
        output.machine(
                "components-path",
                home == null ? "" : home.resolve("components").toString());
        return 0;
    }

    private static int required(Arguments arguments, ComponentCatalog catalog, Invocation invocation, Output output)
            throws UsageException, ComponentException {
        Optional<List<PluginRequirement>> required = InitCommand.required(arguments, invocation, output);
        if (required.isEmpty()) {
            return 1;
        }
        PluginOffer offer = PluginOffer.of(catalog);
        for (PluginRequirement requirement : required.get()) {
            List<String> components = offer.components(requirement.source());
            output.message(requirement.name() + " " + requirement.source() + " " + Quoted.of(requirement.version())
                    + (components.isEmpty() ? " not built in" : " built in: " + String.join(", ", components)));
        }
        return 0;
    }

    private static int install(Arguments arguments, ComponentCatalog catalog, Output output) throws ComponentException {
        String source = arguments.parameter();
        String path = arguments.text("path", "");
        List<String> components = PluginOffer.of(catalog).components(source);
        if (!path.isEmpty() || components.isEmpty()) {
            output.error("The plugin " + source + " cannot be installed"
                    + (path.isEmpty() ? " and is not built in" : " from " + path) + ".\n" + PluginOffer.WAY_OUT);
            return 1;
        }
        output.say("Plugin " + source + " is built in: " + String.join(", ", components)
                + ". There is nothing to install.");
        return 0;
    }

    private static int remove(Arguments arguments, ComponentCatalog catalog, Output output) throws ComponentException {
        String source = arguments.parameter();
        output.error(
                PluginOffer.of(catalog).components(source).isEmpty()
                        ? "No installed plugin found matching the plugin constraints " + source
                        : "The plugin " + source + " is built in and cannot be removed. A template that does not name"
                                + " its components does not load them either.");
        return 1;
    }
}
