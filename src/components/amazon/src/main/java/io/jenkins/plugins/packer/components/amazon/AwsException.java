package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/** AWS refused a request, or could not be asked. */
final class AwsException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * What was refused.
     *
     * @param code AWS's code, such as {@code InvalidAMIID.NotFound}; empty where it could not be asked
     */
    AwsException(String message, String code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** AWS's code, such as {@code InvalidAMIID.NotFound}; empty where it could not be asked. */
    String code() {
        return code;
    }

    /** Whether what was asked for does not exist, or does not exist yet. */
    boolean isNotFound() {
        return code.endsWith(".NotFound") || code.endsWith("NotFoundException") || code.equals("NoSuchEntity");
    }
}
