package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** The machine runs no commands, as one that is for the transfer of files alone: to try again is in vain. */
public final class NoCommandsException extends ComponentException {
    private static final long serialVersionUID = 1L;

    public NoCommandsException(String message) {
        super(message);
    }
}
