package io.jenkins.plugins.packer.pipeline.agent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Where the engine's jars are on an agent. */
public final class EngineJars implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String directory;
    private final String base;
    private final ArrayList<String> components;
    private final long copied;

    EngineJars(String directory, String base, List<String> components, long copied) {
        this.directory = directory;
        this.base = base;
        this.components = new ArrayList<>(components);
        this.copied = copied;
    }

    /** The jar that starts the engine. */
    public String programJar(char separator) {
        return String.join(String.valueOf(separator), directory, base, Payload.BASE, "packer.jar");
    }

    /** For {@code PACKER_COMPONENTS_PATH}: directories of folders of components. */
    public List<String> componentRoots(char separator) {
        return components.stream().map(name -> directory + separator + name).toList();
    }

    /** How many bytes had to be copied to the agent. */
    public long copied() {
        return copied;
    }
}
