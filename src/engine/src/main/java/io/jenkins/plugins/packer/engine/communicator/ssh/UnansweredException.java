package io.jenkins.plugins.packer.engine.communicator.ssh;

import org.jspecify.annotations.Nullable;

/** A server asked something and there is nobody to answer, now or later. Unchecked, to pass through the library. */
final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exception of this kind that others are wrapped around, or null. */
    static @Nullable UnansweredException in(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnansweredException unanswered) {
                return unanswered;
            }
        }
        return null;
    }
}
