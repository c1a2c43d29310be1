package io.jenkins.plugins.packer.pipeline.agent;

import io.jenkins.plugins.packer.pipeline.agent.RunProgress.Phase;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run of the engine to its end: prints what it prints, ends it when it is to end, and notices when it is gone. It
 * does one look at a time and never waits; whoever has it calls {@link #look()} again and again.
 *
 * <p>To end a run is to ask the engine, by a file, to remove what it has made. Only when it was asked twice, or does not end in
 * its grace period, is it killed; then what it left is removed by its journal, in a process of its own.
 */
public final class EngineFollower {
    /** A shell's exit code for a program that a signal ended is that much more than the signal. */
    private static final int BY_SIGNAL = 128;
    /** How long the exit code may take to appear after the process has gone. */
    static final Duration EXIT_CODE = Duration.ofSeconds(30);
    /** How long the clean-up after a killed engine may take. */
    private static final Duration CLEANING = Duration.ofMinutes(5);

    private final RunProgress progress;
    private final Surroundings surroundings;
    private final Duration grace;
    private final Clock clock;

    /** What a look needs; asked for anew with each, since an agent's connection is another after it was lost. */
    public interface Surroundings {
        Agent agent() throws IOException, InterruptedException;

        Background background() throws IOException, InterruptedException;

        /** Prints whole lines; returns when they are safe. */
        void print(String lines) throws IOException, InterruptedException;

        /** Saves the progress. */
        void save() throws IOException, InterruptedException;

        /** The script that removes what a killed engine left, or null where there is no journal to do it by. */
        @Nullable
        String cleanupScript() throws IOException, InterruptedException;

        /** Variables for that script. */
        java.util.Map<String, String> cleanupEnvironment() throws IOException, InterruptedException;
    }

    public EngineFollower(RunProgress progress, Surroundings surroundings, Duration grace, Clock clock) {
        this.progress = progress;
        this.surroundings = surroundings;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * The progress of a run that has just been started.
     *
     * @param state its files
     * @param started what {@link Background#start} returned
     */
    public static RunProgress begin(StateDirectory state, Serializable started) {
        return new RunProgress(state, started);
    }

    /** Asks the run to end; asked again, it is killed. Takes effect with the next look. */
    public static void cancel(RunProgress progress, Clock clock) {
        if (progress.cancelledAt == 0) {
            progress.cancelledAt = clock.millis();
        } else {
            progress.killWanted = true;
        }
    }

    /**
     * Looks once.
     *
     * @return whether there is nothing more to follow
     * @throws IOException when the agent cannot be asked now; the next look may succeed
     */
    public boolean look() throws IOException, InterruptedException {
        return switch (progress.phase) {
            case RUNNING -> lookAtRun();
            case CLEANING -> lookAtCleanup();
            case ENDED -> true;
        };
    }

    private boolean lookAtRun() throws IOException, InterruptedException {
        StateDirectory state = progress.state();
        Agent agent = surroundings.agent();
        Background background = surroundings.background();
        if (progress.isCancelled() && !progress.cancelFileWritten) {
            agent.perform(state.path(), new WriteCancelFile());
            progress.cancelFileWritten = true;
        }
        // The exit code first: what is printed before it is there is then read to its end.
        Integer exitCode = background.exitCode(progress.started, state.path());
        Look.Seen seen = read(agent, state, state.output(), exitCode != null);
        if (exitCode != null) {
            progress.exitCode = exitCode;
            background.forget(progress.started, state.path());
            String killed = killed(agent, state, exitCode);
            if (!killed.isEmpty()) {
                print(killed);
                return clean(background, state);
            }
            return ended();
        }
        if (isLost(seen.life())) {
            print("The engine's process is gone: it was killed, or the machine ran out of memory.\n");
            return clean(background, state);
        }
        if (progress.isCancelled() && (progress.killWanted || isOver(progress.cancelledAt, grace))) {
            print("The engine has not ended " + (progress.killWanted ? "before the second request" : "in time")
                    + " and is killed.\n");
            background.kill(progress.started, state.path());
            return clean(background, state);
        }
        return false;
    }

    /** What to say of an engine that was killed; empty where it ended by itself. */
    private static String killed(Agent agent, StateDirectory state, int exitCode)
            throws IOException, InterruptedException {
        if (state.separator() == '/') {
            return exitCode > BY_SIGNAL ? "The engine was killed by signal " + (exitCode - BY_SIGNAL) + ".\n" : "";
        }
        // Whoever kills a process on Windows chooses its exit code.
        boolean broken = exitCode != 0 && agent.perform(state.path(), new BrokenReport(state.report()));
        return broken ? "The engine was killed, and ended with exit code " + exitCode + ".\n" : "";
    }

    private Look.Seen read(Agent agent, StateDirectory state, String output, boolean toTheEnd)
            throws IOException, InterruptedException {
        Look.Seen seen;
        do {
            seen = agent.perform(state.path(), new Look(output, progress.offset, toTheEnd));
            if (seen.text().length > 0) {
                surroundings.print(seen.lines());
                progress.offset = seen.offset();
                surroundings.save();
            }
        } while (toTheEnd && seen.text().length > 0);
        return seen;
    }

    private boolean isLost(Look.Life life) {
        if (life != Look.Life.GONE || !progress.seenAlive) {
            progress.seenAlive |= life == Look.Life.ALIVE;
            progress.goneSince = 0;
            return false;
        }
        if (progress.goneSince == 0) {
            progress.goneSince = clock.millis();
        }
        return isOver(progress.goneSince, EXIT_CODE);
    }

    private boolean clean(Background background, StateDirectory state) throws IOException, InterruptedException {
        progress.killed = true;
        String script = surroundings.cleanupScript();
        if (script == null) {
            return ended();
        }
        print("Removing what it left behind.\n");
        Serializable cleanup = background.start(script, surroundings.cleanupEnvironment(), state.path());
        progress.cleanup = cleanup;
        progress.cleaningSince = clock.millis();
        progress.killWanted = false;
        progress.offset = 0;
        progress.phase = Phase.CLEANING;
        surroundings.save();
        return false;
    }

    private boolean lookAtCleanup() throws IOException, InterruptedException {
        StateDirectory state = progress.state();
        Background background = surroundings.background();
        Serializable cleanup = progress.cleanup;
        if (cleanup == null) {
            return ended();
        }
        Integer exitCode = background.exitCode(cleanup, state.path());
        read(surroundings.agent(), state, state.cleanupOutput(), exitCode != null);
        if (exitCode != null) {
            background.forget(cleanup, state.path());
            return ended();
        }
        if (progress.killWanted || isOver(progress.cleaningSince, CLEANING)) {
            background.kill(cleanup, state.path());
            print("The clean-up was ended before it was done.\n");
            return ended();
        }
        return false;
    }

    private boolean ended() throws IOException, InterruptedException {
        progress.phase = Phase.ENDED;
        surroundings.save();
        return true;
    }

    private void print(String line) throws IOException, InterruptedException {
        surroundings.print(line);
    }

    private boolean isOver(long since, Duration limit) {
        return clock.millis() - since > limit.toMillis();
    }

    /** Asks the engine to end the run. */
    public record WriteCancelFile() implements AgentTask<Boolean> {
        @Override
        public Boolean perform(Path directory) throws IOException {
            Path file = directory.resolve("cancel");
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            return true;
        }
    }
}
