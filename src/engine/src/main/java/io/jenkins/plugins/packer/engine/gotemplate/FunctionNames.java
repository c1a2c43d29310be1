package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.Map;
import java.util.TreeSet;

/**
 * The functions that a template can name.
 *
 * @param added those beside the ones that Go has built in, by name
 */
record FunctionNames(Map<String, GoFunction> added) {

    boolean isAdded(String name) {
        return added.containsKey(name);
    }

    boolean isDefined(String name) {
        return isAdded(name) || Builtin.named(name) != null;
    }

    /** All names for a message, in order. */
    String listed() {
        TreeSet<String> names = new TreeSet<>(added.keySet());
        for (Builtin builtin : Builtin.values()) {
            names.add(builtin.functionName());
        }
        return String.join(", ", names);
    }
}
