package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;

/**
 * The components of one folder of jars, found by {@link java.util.ServiceLoader}: the contract by which this project's
 * modules and other people's add components.
 */
public interface ComponentSet {

    default List<Builder<?>> builders() {
        return List.of();
    }

    default List<Provisioner<?>> provisioners() {
        return List.of();
    }

    default List<PostProcessor<?>> postProcessors() {
        return List.of();
    }

    default List<DataSource<?>> dataSources() {
        return List.of();
    }

    /** What functions of the template language do that need an outside system. */
    default List<TemplateFunction> functions() {
        return List.of();
    }

    /** One for each kind of resource that the components of this set create. */
    default List<ResourceReaper> reapers() {
        return List.of();
    }
}
