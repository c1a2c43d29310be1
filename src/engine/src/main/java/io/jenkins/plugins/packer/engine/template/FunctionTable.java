package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.eval.Function;
import java.nio.file.Path;
import java.util.Map;

/** Where the functions of the template language come from. */
@FunctionalInterface
public interface FunctionTable {

    /**
     * All functions by name; the map must not change any more.
     *
     * @param directory the template's directory, against which the functions that read files resolve relative paths
     */
    Map<String, Function> functions(Path directory);
}
