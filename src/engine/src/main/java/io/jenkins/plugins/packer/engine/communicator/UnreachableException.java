package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.jspecify.annotations.Nullable;

/** A machine could not be connected to, which may be because it is still starting. */
public final class UnreachableException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final boolean loginRefused;

    /**
     * A failed attempt.
     *
     * @param loginRefused whether the machine was there and refused the user: such attempts are counted
     */
    public UnreachableException(String message, @Nullable Throwable cause, boolean loginRefused) {
        super(message, cause);
        this.loginRefused = loginRefused;
    }

    /** Whether the machine was there and refused the user. */
    public boolean isLoginRefused() {
        return loginRefused;
    }
}
