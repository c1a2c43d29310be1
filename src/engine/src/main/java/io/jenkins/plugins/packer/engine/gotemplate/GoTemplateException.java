package io.jenkins.plugins.packer.engine.gotemplate;

/** A Go template is malformed, or something went wrong while it was executed. The message names line and column. */
public final class GoTemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    GoTemplateException(String message, int line, int column) {
        super("template: root:" + line + ":" + column + ": " + message);
        this.line = line;
        this.column = column;
    }

    /** Line within the template, from 1. */
    public int line() {
        return line;
    }

    /** Column within the line, from 1, in characters. */
    public int column() {
        return column;
    }
}
