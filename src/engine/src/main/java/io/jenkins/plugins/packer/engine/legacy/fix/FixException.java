package io.jenkins.plugins.packer.engine.legacy.fix;

/** A template cannot be brought up to date, since something in it is not what it must be. */
public final class FixException extends Exception {
    private static final long serialVersionUID = 1L;

    FixException(String message) {
        super(message);
    }
}
