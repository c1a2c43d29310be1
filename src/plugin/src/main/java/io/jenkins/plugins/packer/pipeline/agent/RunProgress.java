package io.jenkins.plugins.packer.pipeline.agent;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How far the follower of a run has come. It is saved after each look, so that a follower in a new Jenkins process goes on
 * where the old one ended; only {@link EngineFollower} changes it.
 */
public final class RunProgress implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is being waited for. */
    enum Phase {
        /** The engine's end. */
        RUNNING,
        /** The end of the clean-up after an engine that was killed. */
        CLEANING,
        /** Nothing. */
        ENDED
    }

    final String statePath;
    final char separator;
    Phase phase = Phase.RUNNING;
    Serializable started;

    @Nullable
    Serializable cleanup;

    long offset;
    boolean seenAlive;
    long goneSince;
    /** When the run was asked to end, in milliseconds since 1970; 0 while it was not. */
    long cancelledAt;

    boolean cancelFileWritten;
    boolean killWanted;
    boolean killed;
    long cleaningSince;

    @Nullable
    Integer exitCode;

    RunProgress(StateDirectory state, Serializable started) {
        this.statePath = state.path();
        this.separator = state.separator();
        this.started = started;
    }

    StateDirectory state() {
        return new StateDirectory(statePath, separator);
    }

    /** Whether there is nothing more to follow. */
    public boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether the run was asked to end. */
    public boolean isCancelled() {
        return cancelledAt > 0;
    }

    /** Whether the engine was ended before it was done. */
    public boolean isKilled() {
        return killed;
    }

    /** The engine's exit code; null where it was killed or is not known. */
    public @Nullable Integer exitCode() {
        return exitCode;
    }
}
