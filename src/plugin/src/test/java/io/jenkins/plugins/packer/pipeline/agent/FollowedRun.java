package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A run on the local machine and what its follower prints; a new follower takes over before each look, as after a restart. */
final class FollowedRun implements EngineFollower.Surroundings {
    /** For what takes a second: a machine can be busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    final LocalMachine machine = new LocalMachine();
    final StringBuilder log = new StringBuilder();
    final StateDirectory state;
    RunProgress progress;

    @Nullable
    String cleanupScript;

    /** Long enough that only a run which does not end by itself is killed. */
    Duration grace = PATIENCE;
    /** What the follower takes for the time. */
    Clock clock = Clock.systemUTC();
    /** What was saved last: all that a new Jenkins process has. */
    RunProgress saved;

    FollowedRun(Path directory, String script) throws IOException, InterruptedException {
        this(directory, script, Map.of());
    }

    FollowedRun(Path directory, String script, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        state = new StateDirectory(directory.toString(), '/');
        progress = EngineFollower.begin(state, machine.start(script, environment, directory.toString()));
        saved = LocalMachine.travelled(progress);
    }

    /** A script that runs this in the shell as the engine runs: with its output in the file and its number in another. */
    static String script(Path directory, String commands) {
        StateDirectory files = new StateDirectory(directory.toString(), '/');
        return Script.of(
                files,
                directory.toString(),
                java.util.List.of("sh", "-c", commands, directory.toString()),
                files.output());
    }

    boolean look() throws IOException, InterruptedException {
        progress = LocalMachine.travelled(progress);
        return new EngineFollower(progress, this, grace, clock).look();
    }

    void lookUntilEnded() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!look()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The run has not ended: " + log);
            }
            pause();
        }
    }

    void lookUntil(String text) throws IOException, InterruptedException {
        lookUntil(() -> log.toString().contains(text), "\"" + text + "\" has not been printed: ");
    }

    void lookUntilItsProcessIsMissed() throws IOException, InterruptedException {
        lookUntil(() -> progress.goneSince > 0, "The process is still there: ");
    }

    private void lookUntil(BooleanSupplier condition, String otherwise) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (look() || System.nanoTime() > end) {
                throw new AssertionError(otherwise + log);
            }
            pause();
        }
    }

    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }

    void cancel() {
        EngineFollower.cancel(progress, clock);
    }

    @Override
    public Agent agent() {
        return machine;
    }

    @Override
    public Background background() {
        return machine;
    }

    @Override
    public void print(String lines) {
        log.append(lines);
    }

    @Override
    public void save() {
        saved = LocalMachine.travelled(progress);
    }

    @Override
    public @Nullable String cleanupScript() {
        return cleanupScript;
    }

    @Override
    public Map<String, String> cleanupEnvironment() {
        return Map.of();
    }
}
