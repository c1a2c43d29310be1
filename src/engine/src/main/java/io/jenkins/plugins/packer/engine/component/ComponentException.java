package io.jenkins.plugins.packer.engine.component;

/** A component could not do its work. The message says what was tried, with what, what happened and what to do. */
public class ComponentException extends Exception {
    private static final long serialVersionUID = 1L;

    public ComponentException(String message) {
        super(message);
    }

    public ComponentException(String message, Throwable cause) {
        super(message, cause);
    }
}
