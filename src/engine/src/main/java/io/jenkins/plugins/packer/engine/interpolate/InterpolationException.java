package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** A Go template is malformed or asks for what is not there. */
public final class InterpolationException extends ComponentException {
    private static final long serialVersionUID = 1L;

    public InterpolationException(String message) {
        super(message);
    }

    public InterpolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
