package io.jenkins.plugins.packer.components.docker;

import java.io.IOException;

/** What was to be sent to the engine could not be read. */
final class TarFailure extends IOException {
    private static final long serialVersionUID = 1L;

    TarFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
