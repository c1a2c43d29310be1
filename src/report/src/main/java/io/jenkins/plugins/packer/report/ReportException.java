package io.jenkins.plugins.packer.report;

import java.io.IOException;

/** A line is not one that {@link ReportWriter} writes; the message says what is wrong with it. */
public final class ReportException extends IOException {
    private static final long serialVersionUID = 1L;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
