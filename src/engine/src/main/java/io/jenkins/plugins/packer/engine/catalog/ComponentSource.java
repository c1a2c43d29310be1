package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Components by type, each made when it is asked for. What is not there is null. */
public interface ComponentSource {

    /** The types of a kind, in any order. */
    List<String> types(ComponentKind kind);

    @Nullable
    Builder<?> builder(String type);

    @Nullable
    Provisioner<?> provisioner(String type);

    @Nullable
    PostProcessor<?> postProcessor(String type);

    /** A source that does not override this has no data sources. */
    default @Nullable DataSource<?> dataSource(String type) {
        return null;
    }

    /** What a function does; a source that does not override this has no functions. */
    default @Nullable TemplateFunction function(String name) {
        return null;
    }

    /** The reaper of a kind of resource. */
    @Nullable
    ResourceReaper reaper(String kind);
}
