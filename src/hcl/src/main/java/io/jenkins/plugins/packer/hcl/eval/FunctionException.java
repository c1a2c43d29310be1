package io.jenkins.plugins.packer.hcl.eval;

/** A function cannot work with its arguments. The message is a clause without full stop. */
public final class FunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NO_ARGUMENT = -1;

    private final int argument;

    public FunctionException(String message) {
        this(NO_ARGUMENT, message);
    }

    /**
     * One argument is to blame.
     *
     * @param argument its index, from 0
     * @param message what is wrong with it
     */
    public FunctionException(int argument, String message) {
        super(message, null, false, false);
        this.argument = argument;
    }

    /** Whether one argument is to blame. */
    public boolean hasArgument() {
        return argument != NO_ARGUMENT;
    }

    /** Index of the argument to blame, from 0. */
    public int argument() {
        return argument;
    }
}
