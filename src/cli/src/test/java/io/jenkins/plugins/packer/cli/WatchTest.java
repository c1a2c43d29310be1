package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    Path directory;

    private final Cancellation cancellation = new Cancellation();

    @Test
    void aCancelFileEndsTheRunWhenItAppears() throws IOException {
        Path file = directory.resolve("cancel");
        try (Watch watch = watch(file, null, new SteppingClock())) {
            assertThat(watch.look()).isFalse();
            Files.createFile(file);
            assertThat(watch.look()).isTrue();
        }
        assertThat(cancellation.reason()).isEqualTo("a request to cancel");
    }

    @Test
    void aLeaseThatIsTouchedKeepsTheRunGoing() throws IOException {
        Path lease = Files.createFile(directory.resolve("lease"));
        SteppingClock clock = new SteppingClock();
        try (Watch watch = watch(null, lease, clock)) {
            for (int minute = 0; minute < 30; minute++) {
                clock.now = clock.now.plus(Duration.ofMinutes(1));
                Files.setLastModifiedTime(lease, FileTime.from(clock.now));
                assertThat(watch.look()).isFalse();
            }
        }
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void aLeaseThatIsNotTouchedEndsTheRun() throws IOException {
        Path lease = Files.createFile(directory.resolve("lease"));
        Files.setLastModifiedTime(lease, FileTime.from(BEGIN));
        SteppingClock clock = new SteppingClock();
        try (Watch watch = watch(null, lease, clock)) {
            clock.now = BEGIN.plus(Duration.ofMinutes(10));
            assertThat(watch.look()).isFalse();
            clock.now = BEGIN.plus(Duration.ofMinutes(10)).plusSeconds(1);
            assertThat(watch.look()).isTrue();
        }
        assertThat(cancellation.reason()).contains("no sign of life").contains("600 seconds");
    }

    @Test
    void aLeaseThatIsNotThereOrOldCountsFromTheBeginOfTheRun() throws IOException {
        Path old = Files.createFile(directory.resolve("old"));
        Files.setLastModifiedTime(old, FileTime.from(BEGIN.minus(Duration.ofDays(1))));
        SteppingClock clock = new SteppingClock();
        try (Watch first = watch(null, old, clock);
                Watch second = watch(null, directory.resolve("missing"), clock)) {
            clock.now = BEGIN.plus(Duration.ofMinutes(9));
            assertThat(first.look()).isFalse();
            assertThat(second.look()).isFalse();
            clock.now = BEGIN.plus(Duration.ofMinutes(11));
            assertThat(second.look()).isTrue();
        }
    }

    @Test
    void theThreadLooksByItself() throws IOException, InterruptedException {
        Path file = directory.resolve("cancel");
        CountDownLatch cancelled = new CountDownLatch(1);
        cancellation.onCancel(cancelled::countDown);
        try (Watch watch = watch(file, null, Clock.systemUTC()).start()) {
            Files.createFile(file);
            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.look()).isTrue();
        }
    }

    @Test
    void aBuildIsEndedByItsCancelFileAndSaysSo() throws IOException {
        Files.writeString(directory.resolve("cancel"), "");
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                source "null" "web" {
                  communicator = "none"
                }

                build {
                  sources = ["null.web"]

                  provisioner "shell-local" {
                    inline = ["sleep 60"]
                  }
                }
                """);
        ProgramRun run = ProgramRun.of(directory, "", "build", "-cancel-file=cancel", "main.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("Cancelling build after receiving a request to cancel")
                .contains("Cleanly cancelled builds");
    }

    @Test
    void theNumberOfTheProcessIsWrittenWhereItIsAskedFor() throws IOException {
        ProgramRun run = ProgramRun.of(directory, "", "build", "-pid-file=pid", "missing.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("pid")).hasContent(ProcessHandle.current().pid() + "\n");
    }

    @Test
    void aNumberThatCannotBeWrittenEndsTheRunBeforeItBegins() {
        ProgramRun run = ProgramRun.of(directory, "", "build", "-pid-file=missing/pid", "main.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("cannot be written to ")
                .contains("missing/pid: no such file or directory. Name another file with -pid-file=FILE.");
    }

    @Test
    void aLeaseOfNoTimeIsRefused() {
        ProgramRun run = ProgramRun.of(directory, "", "build", "-lease=lease", "-lease-seconds=0", "main.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("-lease-seconds wants a number of seconds from 1, but got 0.");
    }

    private Watch watch(@Nullable Path cancelFile, @Nullable Path lease, Clock clock) {
        return new Watch(cancelFile, lease, Duration.ofMinutes(10), clock, cancellation);
    }

    /** A clock that the test sets. */
    private static final class SteppingClock extends Clock {
        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
