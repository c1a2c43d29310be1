package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists what templates can name, with all options, for people or as JSON; the reference in docs/ is made of it. */
final class ComponentsCommand implements Command {
    @Override
    public String name() {
        return "components";
    }

    @Override
    public String synopsis() {
        return "list the builders, provisioners, post-processors and data sources with their options";
    }

    @Override
    public Flags flags() {
        return Flags.of(name(), "Lists every component with its options, their types, defaults and meaning.")
                .toggle("json", "As JSON, for programs.")
                .toggle("markdown", "As Markdown, the form of the reference in docs/.");
    }

    /**
     * A component and its options.
     *
     * @param kind what it is
     * @param component itself
     * @param schema its options
     */
    record Described(ComponentKind kind, Component<?> component, ConfigurationSchema<?> schema) {

        /** What a data source yields, by name; nothing for other components. */
        Map<String, Type> outputs() {
            return component instanceof DataSource<?> source
                    ? source.outputType().attributes()
                    : Map.of();
        }
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        try (ComponentCatalog catalog = Catalogs.of(invocation.surroundings())) {
            List<Described> all = describe(catalog);
            if (arguments.isSet("json", false)) {
                invocation.surroundings().output().println(ComponentsJson.of(all));
            } else if (arguments.isSet("markdown", false)) {
                invocation.surroundings().output().print(ComponentsMarkdown.of(all));
            } else {
                output.say(ComponentsText.of(all));
            }
            return 0;
        } catch (ComponentException | IOException e) {
            output.error(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static List<Described> describe(ComponentCatalog catalog) throws ComponentException {
        List<Described> all = new ArrayList<>();
        for (ComponentCatalog.Listed listed : catalog.list()) {
            Component<?> component = load(catalog, listed);
            if (component != null) {
                all.add(new Described(listed.kind(), component, ConfigurationSchema.of(component.configurationType())));
            }
        }
        return all;
    }

    private static @Nullable Component<?> load(ComponentCatalog catalog, ComponentCatalog.Listed listed)
            throws ComponentException {
        return switch (listed.kind()) {
            case BUILDER -> catalog.builder(listed.type());
            case PROVISIONER -> catalog.provisioner(listed.type());
            case POST_PROCESSOR -> catalog.postProcessor(listed.type());
            case DATA_SOURCE -> catalog.dataSource(listed.type());
            case FUNCTION, REAPER -> null;
        };
    }
}
