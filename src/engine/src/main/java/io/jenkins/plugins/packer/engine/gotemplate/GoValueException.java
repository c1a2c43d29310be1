package io.jenkins.plugins.packer.engine.gotemplate;

/**
 * A function cannot work with the values it was given. It knows nothing of places: whoever executes the template says
 * where it happened.
 */
public final class GoValueException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what to do
     */
    public GoValueException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what to do
     * @param cause what happened below
     */
    public GoValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
