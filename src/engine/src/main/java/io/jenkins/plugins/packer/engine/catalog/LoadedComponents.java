package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Components that a class loader offers, through {@link ServiceLoader} or by classes that are known already. */
final class LoadedComponents implements ComponentSource {
    private final Map<String, Builder<?>> builders = new TreeMap<>();
    private final Map<String, Provisioner<?>> provisioners = new TreeMap<>();
    private final Map<String, PostProcessor<?>> postProcessors = new TreeMap<>();
    private final Map<String, DataSource<?>> dataSources = new TreeMap<>();
    private final Map<String, TemplateFunction> functions = new TreeMap<>();
    private final Map<String, ResourceReaper> reapers = new TreeMap<>();
    private final List<String> sets = new ArrayList<>();

    private LoadedComponents() {}

    /**
     * Loads them.
     *
     * @param sets names of the {@link ComponentSet} classes, empty to have them looked for
     * @param origin for messages
     */
    static LoadedComponents of(ClassLoader loader, List<String> sets, String origin) throws ComponentException {
        LoadedComponents all = new LoadedComponents();
        try {
            if (sets.isEmpty()) {
                ServiceLoader.load(ComponentSet.class, loader).forEach(all::add);
            }
            for (String set : sets) {
                all.add((ComponentSet) Class.forName(set, true, loader)
                        .getDeclaredConstructor()
                        .newInstance());
            }
        } catch (ServiceConfigurationError | ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new ComponentException(
                    "The components of " + origin + " cannot be loaded; they may be made for another version: "
                            + e.getMessage(),
                    e);
        }
        return all;
    }

    private void add(ComponentSet set) {
        sets.add(set.getClass().getName());
        set.builders().forEach(builder -> builders.put(builder.type(), builder));
        set.provisioners().forEach(provisioner -> provisioners.put(provisioner.type(), provisioner));
        set.postProcessors().forEach(processor -> postProcessors.put(processor.type(), processor));
        set.dataSources().forEach(source -> dataSources.put(source.type(), source));
        set.functions().forEach(function -> functions.put(function.name(), function));
        set.reapers().forEach(reaper -> reapers.put(reaper.kind(), reaper));
    }

    /** Names of the classes that offer them. */
    List<String> sets() {
        return List.copyOf(sets);
    }

    @Override
    public List<String> types(ComponentKind kind) {
        return List.copyOf(
                switch (kind) {
                    case BUILDER -> builders.keySet();
                    case PROVISIONER -> provisioners.keySet();
                    case POST_PROCESSOR -> postProcessors.keySet();
                    case DATA_SOURCE -> dataSources.keySet();
                    case FUNCTION -> functions.keySet();
                    case REAPER -> reapers.keySet();
                });
    }

    @Override
    public @Nullable Builder<?> builder(String type) {
        return builders.get(type);
    }

    @Override
    public @Nullable Provisioner<?> provisioner(String type) {
        return provisioners.get(type);
    }

    @Override
    public @Nullable PostProcessor<?> postProcessor(String type) {
        return postProcessors.get(type);
    }

    @Override
    public @Nullable DataSource<?> dataSource(String type) {
        return dataSources.get(type);
    }

    @Override
    public @Nullable TemplateFunction function(String name) {
        return functions.get(name);
    }

    @Override
    public @Nullable ResourceReaper reaper(String kind) {
        return reapers.get(kind);
    }
}
