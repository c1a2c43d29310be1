package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.IOException;

/** The machine does not accept the user, or not this way of logging in. */
final class LoginRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    LoginRefusedException(String message) {
        super(message);
    }
}
