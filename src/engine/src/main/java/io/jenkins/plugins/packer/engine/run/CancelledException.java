package io.jenkins.plugins.packer.engine.run;

/** The run was cancelled while this was going on. Unchecked, since every blocking call can end with it. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String reason) {
        super(reason);
    }
}
