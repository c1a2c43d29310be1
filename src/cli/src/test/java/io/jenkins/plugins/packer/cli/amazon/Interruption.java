package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Cancels a build as Ctrl-C does, while one of its requests is in the air. */
final class Interruption {
    /** How long a request is held back for what a build may not do meanwhile, and for what it must. */
    private static final Duration TEMPTATION = Duration.ofMillis(1500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile PackerProcess running;

    /** Starts the build, and waits until it has ended, cancelled. */
    PackerProcess.Ended of(Supplier<PackerProcess> build) {
        try (PackerProcess packer = build.get()) {
            running = packer;
            started.countDown();
            PackerProcess.Ended ended = packer.await();
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output()).contains("Cleanly cancelled builds after being interrupted.");
            return ended;
        }
    }

    /** Cancels the build; it knows when this returns. */
    void now() {
        try {
            assertThat(started.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running.signal("INT");
        awaited(() -> running.output().contains("Cancelling build"), PATIENCE);
    }

    /** Cancels the build and gives it time to do what it may not do before it has its answer. */
    void nowAndTempt(BooleanSupplier done) {
        now();
        awaited(done, TEMPTATION);
    }

    /** Cancels the build and says whether it ends without its answer. */
    boolean nowAndAwaitEnd() {
        now();
        return awaited(() -> running.output().contains("Cleanly cancelled"), PATIENCE);
    }

    private static boolean awaited(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            new Cancellation().pause(Duration.ofMillis(10));
        }
        return true;
    }
}
