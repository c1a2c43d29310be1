package io.jenkins.plugins.packer.engine.run;

import java.io.File;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a process, as the system sees it. */
public final class EnvironmentVariables {
    private EnvironmentVariables() {}

    /**
     * A copy that does not change. On Windows, where the names of variables have no case (what others call {@code PATH} is
     * {@code Path} there), its keys have none either; what is copied from it as an ordinary map has the names as they
     * are written.
     */
    public static Map<String, String> copyOf(Map<String, String> variables) {
        return copyOf(variables, File.separatorChar == '\\');
    }

    static Map<String, String> copyOf(Map<String, String> variables, boolean withoutCase) {
        if (!withoutCase) {
            return Map.copyOf(variables);
        }
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(variables);
        return Collections.unmodifiableMap(copy);
    }
}
