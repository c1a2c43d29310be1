package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that folders of components bring, see {@link io.jenkins.plugins.packer.engine.component.TemplateFunction}. */
@FunctionalInterface
public interface ComponentFunctions {

    /**
     * Calls one.
     *
     * @param arguments one for each parameter; null where there is none
     * @throws ComponentException when nothing installed brings it, or it fails
     */
    String call(String function, List<@Nullable String> arguments) throws ComponentException;
}
