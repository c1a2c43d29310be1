package io.jenkins.plugins.packer.engine.catalog;

import java.util.Optional;

/** Kinds of what a folder of components offers; the labels stand in its index. */
public enum ComponentKind {
    BUILDER("builder"),
    PROVISIONER("provisioner"),
    POST_PROCESSOR("post-processor"),
    DATA_SOURCE("data-source"),
    /** Does what a function of the template language needs an outside system for; its type is the function's name. */
    FUNCTION("function"),
    /** Removes resources; its type is the kind of resource. */
    REAPER("reaper");

    private final String label;

    ComponentKind(String label) {
        this.label = label;
    }

    /** As it stands in an index and in messages, such as {@code post-processor}. */
    public String label() {
        return label;
    }

    /** The kind of a label; empty for one that this version does not know. */
    public static Optional<ComponentKind> ofLabel(String label) {
        for (ComponentKind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
