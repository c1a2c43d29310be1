package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** The connection to the machine ended while a command was running on it. */
public final class DisconnectedException extends ComponentException {
    private static final long serialVersionUID = 1L;

    public DisconnectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
