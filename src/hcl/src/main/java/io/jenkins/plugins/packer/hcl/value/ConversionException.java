package io.jenkins.plugins.packer.hcl.value;

/**
 * A value cannot be converted to a type. Whoever asked turns it into a diagnostic; the message is a clause without full
 * stop, such as {@code attribute "size": a number is required}.
 */
public final class ConversionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final String reason;

    ConversionException(Path path, String reason) {
        super(path.prefix() + reason, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    /** Where in the value the trouble is. */
    public Path path() {
        return path == null ? Path.ROOT : path;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
