package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.jspecify.annotations.Nullable;

/** The Docker engine refused a request. */
final class EngineException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /**
     * What it refused.
     *
     * @param what what was tried, as a sentence's beginning: {@code Pulling x}
     * @param status HTTP status, or 0 where it answered with an error in a stream
     * @param reason its own words
     */
    EngineException(String what, int status, String reason, @Nullable Throwable cause) {
        super(what + " failed: " + reason, cause);
        this.status = status;
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    boolean isNotFound() {
        return status == 404;
    }

    /** Of a path in a container: a part of it is a file, which the engine takes for a failure of its own. */
    boolean isInternal() {
        return status == 500;
    }

    boolean isConflict() {
        return status == 409;
    }
}
