package io.jenkins.plugins.packer.pipeline.credentials;

import io.jenkins.plugins.packer.pipeline.agent.StateDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What credentials become for one run: environment variables, and files in its private directory. Nothing of it is kept with the
 * Jenkins build.
 */
public final class Binding {
    private final String directory;
    private final char separator;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> secretVariables = new LinkedHashSet<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final Map<String, String> registryLogins = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param directory the run's private directory on the agent
     * @param separator between the parts of paths there
     */
    public Binding(String directory, char separator) {
        this.directory = directory;
        this.separator = separator;
    }

    /** Sets a variable that everybody may see. */
    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** Sets a variable whose value is a secret. */
    void secret(String name, String value) {
        variables.put(name, value);
        secretVariables.add(name);
        secrets.add(value);
    }

    /** Hides a value that is in no variable. */
    void hide(String value) {
        secrets.add(value);
    }

    /**
     * Adds a file that only the run's user can read.
     *
     * @param name unlike that of any other file, with {@code /} between its parts
     * @return its path on the agent
     */
    String file(String name, byte[] content) {
        String inside = StateDirectory.CREDENTIALS + "/" + name;
        files.put(inside, content);
        return path(inside);
    }

    String path(String name) {
        return directory + separator + name.replace('/', separator);
    }

    /** Logins to registries by address, of all credentials so far: they share one file. */
    Map<String, String> registryLogins() {
        return registryLogins;
    }

    /** How many files there are, to name the next. */
    int count() {
        return files.size();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Map<String, String> variables() {
        return variables;
    }

    /** Names of the variables whose values are secrets. */
    public Collection<String> secretVariables() {
        return secretVariables;
    }

    /** Contents by name, for {@code PrivateFiles}. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** Everything that must not be seen in a log. */
    public List<String> secrets() {
        return secrets;
    }
}
