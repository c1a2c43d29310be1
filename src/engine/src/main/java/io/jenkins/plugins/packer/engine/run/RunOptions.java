package io.jenkins.plugins.packer.engine.run;

/**
 * The flags of {@code packer build} that components see.
 *
 * @param force {@code -force}: artifacts of an earlier build are overwritten
 * @param debug {@code -debug}: stops before each step; one build at a time
 * @param onError {@code -on-error}
 */
public record RunOptions(boolean force, boolean debug, OnError onError) {

    /** What happens when a build fails. */
    public enum OnError {
        /** Everything is undone. */
        CLEANUP,
        /** Everything is left as it is. */
        ABORT,
        /** The user is asked. */
        ASK,
        /** The error-cleanup provisioner runs, then everything is left as it is. */
        RUN_CLEANUP_PROVISIONER
    }
}
