package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Runs planned builds, several at once, each with its own resources; the failure of one leaves the others running. The
 * order and the exit code are those of {@code packer build} ({@code command/build.go}).
 *
 * <p>It reports from {@code BuildsPlanned} to {@code RunEnded}; {@code RunStarted} and the diagnostics come before it.
 */
public final class Runner {
    private final RunSettings settings;
    private final RunTools tools;

    public Runner(RunSettings settings, RunTools tools) {
        this.settings = settings;
        this.tools = tools;
    }

    /**
     * Runs the builds to their ends, or until the second signal: then it returns at once, with builds still going on in
     * daemon threads, and the caller is to end the process.
     *
     * @param builds in the template's order
     */
    public RunResult run(List<PlannedBuild> builds) {
        if (settings.options().debug()) {
            tools.events().say("Debug mode enabled. Builds will not be parallelized.");
        }
        tools.events().publish(new RunEvent.BuildsPlanned(tools.events().now(), planned(builds)));
        AtomicReferenceArray<@Nullable BuildResult> results = new AtomicReferenceArray<>(builds.size());
        int threads = parallel(builds.size());
        CountDownLatch running = new CountDownLatch(threads);
        try (Cancellation.Registration announced = tools.cancellation().onCancel(this::announce);
                Cancellation.Registration stopped = tools.stop().onCancel(() -> release(running))) {
            start(builds, threads, running, results);
            await(running);
        }
        return end(results);
    }

    private int parallel(int builds) {
        if (settings.options().debug()) {
            return Math.min(1, builds);
        }
        return settings.parallelBuilds() < 1 ? builds : Math.min(settings.parallelBuilds(), builds);
    }

    private void start(
            List<PlannedBuild> builds,
            int threads,
            CountDownLatch running,
            AtomicReferenceArray<@Nullable BuildResult> results) {
        AtomicInteger next = new AtomicInteger();
        for (int number = 1; number <= threads; number++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            work(builds, next, results);
                        } finally {
                            running.countDown();
                        }
                    },
                    "packer-build-" + number);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void work(
            List<PlannedBuild> builds, AtomicInteger next, AtomicReferenceArray<@Nullable BuildResult> results) {
        int index = next.getAndIncrement();
        while (index < builds.size() && !tools.cancellation().isCancelled()) {
            results.set(index, new BuildRun(builds.get(index), settings, tools).run());
            index = next.getAndIncrement();
        }
    }

    private void await(CountDownLatch running) {
        try {
            running.await();
        } catch (InterruptedException e) {
            // Whoever interrupts the run wants it to end; it still ends in good order.
            tools.cancellation().cancel("interrupt");
            boolean ended = false;
            while (!ended) {
                try {
                    running.await();
                    ended = true;
                } catch (InterruptedException again) {
                    tools.stop().cancel("interrupt");
                }
            }
            Thread.currentThread().interrupt();
        }
    }

    private void announce() {
        tools.events()
                .error("Cancelling build after receiving "
                        + tools.cancellation().reason());
    }

    private static void release(CountDownLatch running) {
        while (running.getCount() > 0) {
            running.countDown();
        }
    }

    private RunResult end(AtomicReferenceArray<@Nullable BuildResult> results) {
        List<BuildResult> ended = new ArrayList<>();
        boolean failed = false;
        for (int index = 0; index < results.length(); index++) {
            BuildResult result = results.get(index);
            if (result == null) {
                // Not begun or given up since the run was cancelled; otherwise its thread died.
                failed = true;
            } else {
                ended.add(result);
                failed |= result.outcome() != Outcome.SUCCEEDED;
            }
        }
        Path left = journalLeft();
        Outcome outcome = outcome(failed);
        int exitCode = outcome == Outcome.SUCCEEDED && tools.events().failures().isEmpty() ? 0 : 1;
        tools.events()
                .publish(new RunEvent.RunEnded(
                        tools.events().now(), outcome, exitCode, left == null ? "" : left.toString()));
        return new RunResult(outcome, exitCode, ended, left);
    }

    /** A signal that came when all builds were done has cancelled nothing: their results are there. */
    private Outcome outcome(boolean failed) {
        if (!failed) {
            return Outcome.SUCCEEDED;
        }
        return tools.cancellation().isCancelled() || tools.stop().isCancelled() ? Outcome.CANCELLED : Outcome.FAILED;
    }

    private @Nullable Path journalLeft() {
        Path file = tools.journal().file();
        boolean left = tools.journal().isAnythingLeft();
        if (left && tools.stop().isCancelled()) {
            // Builds may still be writing to it: it stays open until the process ends.
            tools.events().error("Stopped by a second signal. What is left is listed in " + file);
        } else {
            closeJournal();
        }
        return left ? file : null;
    }

    private void closeJournal() {
        try {
            tools.journal().close();
        } catch (IOException e) {
            tools.events().error("The resource journal " + tools.journal().file() + " cannot be closed: " + e);
        }
    }

    private static List<RunEvent.PlannedBuild> planned(List<PlannedBuild> builds) {
        List<RunEvent.PlannedBuild> planned = new ArrayList<>();
        for (PlannedBuild build : builds) {
            planned.add(new RunEvent.PlannedBuild(build.name(), build.builderType()));
        }
        return planned;
    }
}
