package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Components that a class loader offers through {@link ServiceLoader}. */
final class LoadedComponents implements ComponentSource {
    private final Map<String, Builder<?>> builders = new TreeMap<>();
    private final Map<String, Provisioner<?>> provisioners = new TreeMap<>();
    private final Map<String, PostProcessor<?>> postProcessors = new TreeMap<>();
    private final Map<String, DataSource<?>> dataSources = new TreeMap<>();
    private final Map<String, TemplateFunction> functions = new TreeMap<>();
    private final Map<String, ResourceReaper> reapers = new TreeMap<>();

    private LoadedComponents() {}

    /** Loads them; {@code origin} is for messages. */
    static LoadedComponents of(ClassLoader loader, String origin) throws ComponentException {
        LoadedComponents all = new LoadedComponents();
        try {
            for (ComponentSet set : ServiceLoader.load(ComponentSet.class, loader)) {
                set.builders().forEach(builder -> all.builders.put(builder.type(), builder));
                set.provisioners().forEach(provisioner -> all.provisioners.put(provisioner.type(), provisioner));
                set.postProcessors().forEach(processor -> all.postProcessors.put(processor.type(), processor));
                set.dataSources().forEach(source -> all.dataSources.put(source.type(), source));
                set.functions().forEach(function -> all.functions.put(function.name(), function));
                set.reapers().forEach(reaper -> all.reapers.put(reaper.kind(), reaper));
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ComponentException(
                    "The components of " + origin + " cannot be loaded; they may be made for another version: "
                            + e.getMessage(),
                    e);
        }
        return all;
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
