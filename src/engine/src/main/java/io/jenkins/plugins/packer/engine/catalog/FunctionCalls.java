package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.interpolate.ComponentFunctions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the functions of a catalog's folders; nothing is looked for before the first call. */
public record FunctionCalls(ComponentCatalog catalog, TemplateFunction.Caller caller) implements ComponentFunctions {
    @Override
    public String call(String function, List<@Nullable String> arguments) throws ComponentException {
        return catalog.function(function).call(arguments, caller);
    }
}
