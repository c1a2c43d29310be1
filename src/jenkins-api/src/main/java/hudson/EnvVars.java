package hudson;

import java.util.Map;
import java.util.TreeMap;

/** Signatures of {@code hudson.EnvVars}, jenkins-core 2.528.3. */
public class EnvVars extends TreeMap<String, String> {
    public EnvVars() {}

    public EnvVars(Map<String, String> m) {}

    public EnvVars(EnvVars m) {}

    public EnvVars(String... keyValuePairs) {}

    public String get(String key, String defaultValue) {
        throw new UnsupportedOperationException();
    }

    public String put(String key, String value) {
        throw new UnsupportedOperationException();
    }

    public String expand(String s) {
        throw new UnsupportedOperationException();
    }
}
