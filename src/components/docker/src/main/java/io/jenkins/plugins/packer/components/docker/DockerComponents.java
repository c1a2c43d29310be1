package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;

/** Everything that needs a Docker engine: the counterpart of Packer's plugin {@code github.com/hashicorp/docker}. */
public final class DockerComponents implements ComponentSet {

    @Override
    public List<Builder<?>> builders() {
        return List.of(new DockerBuilder());
    }

    @Override
    public List<PostProcessor<?>> postProcessors() {
        return List.of(
                new DockerTagPostProcessor(),
                new DockerPushPostProcessor(),
                new DockerSavePostProcessor(),
                new DockerImportPostProcessor());
    }

    @Override
    public List<ResourceReaper> reapers() {
        return List.of(new ContainerReaper(), new ImageReaper(), new TagReaper());
    }
}
