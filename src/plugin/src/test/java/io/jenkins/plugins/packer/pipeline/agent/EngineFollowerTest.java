package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts scripts of the Bourne shell")
class EngineFollowerTest {
    @TempDir
    Path temporary;

    private FollowedRun run(String commands) throws IOException, InterruptedException {
        Path directory = temporary.resolve("state with 'quotes'");
        return new FollowedRun(directory, FollowedRun.script(directory, commands));
    }

    @Test
    void everyLineIsPrintedOnceAndInOrderAlthoughEachLookHasAnotherFollower() throws IOException, InterruptedException {
        FollowedRun run = run("i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo line $i; done; exit 3");
        run.lookUntilEnded();
        assertThat(run.log.toString())
                .isEqualTo(IntStream.rangeClosed(1, 400)
                        .mapToObj(number -> "line " + number + "\n")
                        .collect(Collectors.joining()));
        assertThat(run.progress.exitCode()).isEqualTo(3);
        assertThat(run.progress.isKilled()).isFalse();
    }

    @Test
    void aFollowerThatIsKilledAfterItHasPrintedGoesOnWhereItWas() throws IOException, InterruptedException {
        FollowedRun run = run("for i in 1 2 3 4 5 6; do echo line $i; sleep 0.1; done");
        run.lookUntil("line 2");
        // The next Jenkins process has what was saved, and nothing else.
        run.progress = run.saved;
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n");
    }

    @Test
    void aRunWhoseStartNobodyRemembersIsFoundAndFollowed() throws IOException, InterruptedException {
        FollowedRun run = run("for i in 1 2 3; do echo line $i; sleep 0.1; done; exit 3");
        run.progress = EngineFollower.begin(run.state, new FoundRun());
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo("line 1\nline 2\nline 3\n");
        assertThat(run.progress.exitCode()).isEqualTo(3);
        assertThat(run.progress.isKilled()).isFalse();
        assertThat(run.machine.perform(run.state.path(), new FoundRun.HasBegun()))
                .isTrue();
    }

    @Test
    void aRunThatWasNotStartedIsNotFound() throws IOException, InterruptedException {
        LocalMachine machine = new LocalMachine();
        Path directory = Files.createDirectory(temporary.resolve("state"));
        Files.createFile(directory.resolve(StateDirectory.LEASE));
        assertThat(machine.perform(directory.toString(), new FoundRun.HasBegun()))
                .isFalse();
        assertThat(machine.perform(directory.toString(), new FoundRun.ExitCode()))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"'', ", "1, ", "1\\n, 1", "137\\n, 137", "-1\\r\\n, -1", "x\\n, "})
    void anExitCodeIsReadWhenItsLineIsWhole(String content, @Nullable Integer code)
            throws IOException, InterruptedException {
        Files.writeString(
                temporary.resolve("exit-code"), content.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(new LocalMachine().perform(temporary.toString(), new FoundRun.ExitCode()))
                .isEqualTo(code);
    }

    @Test
    void aLineWithoutAnEndIsPrintedWhenNothingFollows() throws IOException, InterruptedException {
        FollowedRun run = run("printf 'half a line'; sleep 0.5; printf ' and the rest'");
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo("half a line and the rest");
    }

    @Test
    void aLineThatIsLongerThanOneLookTakesIsPrintedWhole() throws IOException, InterruptedException {
        FollowedRun run = run("head -c 700000 /dev/zero | tr '\\0' x; echo; echo end");
        run.lookUntilEnded();
        assertThat(run.log.toString()).hasSize(700_005).endsWith("x\nend\n");
    }

    @Test
    void eachLookRenewsTheLease() throws IOException, InterruptedException {
        FollowedRun run = run("while [ ! -e lease ]; do sleep 0.1; done; echo there is a lease");
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo("there is a lease\n");
    }

    @Test
    void aCancelledRunIsAskedAndGetsItsTime() throws IOException, InterruptedException {
        FollowedRun run = run(
                "echo begin; while [ ! -e cancel ]; do sleep 0.1; done; echo cleaning up; sleep 1; echo done; exit 1");
        run.lookUntil("begin");
        run.cancel();
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo("begin\ncleaning up\ndone\n");
        assertThat(run.progress.isCancelled()).isTrue();
        assertThat(run.progress.isKilled()).isFalse();
        assertThat(run.progress.exitCode()).isEqualTo(1);
    }

    @Test
    void aRunThatIsCancelledTwiceIsKilledAndCleanedUpAfter() throws IOException, InterruptedException {
        FollowedRun run = run("echo begin; while :; do sleep 0.1; done");
        run.cleanupScript = Script.of(
                run.state, temporary.toString(), java.util.List.of("echo", "removed"), run.state.cleanupOutput());
        run.lookUntil("begin");
        run.cancel();
        run.look();
        run.cancel();
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("is killed").contains("Removing what it left behind.\nremoved\n");
        assertThat(run.progress.isKilled()).isTrue();
        assertThat(run.progress.exitCode()).isNull();
    }

    @Test
    void aRunThatDoesNotEndInItsGracePeriodIsKilled() throws IOException, InterruptedException {
        FollowedRun run = run("echo begin; while :; do sleep 0.1; done");
        run.grace = Duration.ofMillis(300);
        run.lookUntil("begin");
        run.cancel();
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("has not ended in time and is killed");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, false", "128, false", "137, true"})
    void secretsGoWithTheProgramUnlessItIsCleanedUpAfter(int exitCode, boolean kept)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(temporary.resolve("state"));
        new PrivateFiles(Map.of("credentials/key", new byte[] {1}, "values.json", new byte[] {2})).perform(directory);
        FollowedRun run = new FollowedRun(directory, FollowedRun.script(directory, "exit " + exitCode));
        run.lookUntilEnded();
        assertThat(run.progress.exitCode()).isEqualTo(exitCode);
        assertThat(Files.exists(directory.resolve("credentials"))).isEqualTo(kept);
        assertThat(Files.exists(directory.resolve("values.json"))).isEqualTo(kept);
        assertThat(directory.resolve("output")).exists();
    }

    @Test
    void theShellWaitsForAProgramThatIsAskedToEnd() throws IOException, InterruptedException {
        FollowedRun run = run("trap 'sleep 1; echo cleaned up; exit 1' TERM; echo begin; while :; do sleep 0.1; done");
        run.lookUntil("begin");
        long wrapper = Long.parseLong(run.progress.started.toString().split(" ")[1]);
        ProcessHandle.of(wrapper).orElseThrow().descendants().forEach(ProcessHandle::destroy);
        run.lookUntilEnded();
        // Shells differ in what they say of the sleep that was ended with it.
        assertThat(run.log.toString()).startsWith("begin\n").endsWith("cleaned up\n");
        assertThat(run.progress.exitCode()).isEqualTo(1);
    }

    @Test
    void aProcessThatIsGoneWithoutAnExitCodeIsNoticed() throws IOException, InterruptedException {
        FollowedRun run = run("echo begin; while :; do sleep 0.1; done");
        run.lookUntil("begin");
        run.look();
        assertThat(run.progress.seenAlive).isTrue();
        // The engine and the shell that would have written its exit code.
        run.machine.kill(run.progress.started, run.state.path());
        run.lookUntilItsProcessIsMissed();
        // Nobody waits in a test for an exit code that does not come.
        run.clock = Clock.offset(run.clock, EngineFollower.EXIT_CODE.plusSeconds(1));
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("The engine's process is gone");
        assertThat(run.progress.isKilled()).isTrue();
    }

    @Test
    void anEngineThatASignalEndedIsCleanedUpAfter() throws IOException, InterruptedException {
        FollowedRun run = run("echo begin; kill -9 $$");
        run.cleanupScript = Script.of(
                run.state, temporary.toString(), java.util.List.of("echo", "removed"), run.state.cleanupOutput());
        run.lookUntilEnded();
        assertThat(run.log.toString())
                .isEqualTo("begin\nThe engine was killed by signal 9.\nRemoving what it left behind.\nremoved\n");
        assertThat(run.progress.isKilled()).isTrue();
        assertThat(run.progress.exitCode()).isEqualTo(137);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatHasEndedAndThatNobodyHasWaitedForIsGone() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(temporary.resolve("state"));
        Path number = directory.resolve("pid");
        // What becomes of the shell has a child that it knows nothing of and never waits for, as the first process of a
        // container can have.
        Process parent = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sh -c 'echo $$ > \"$1.new\"; mv \"$1.new\" \"$1\"' child \"$1\" & exec sleep 300",
                        "x",
                        number.toString())
                .start();
        try {
            Look look = new Look(directory.resolve("output").toString(), 0, false);
            Look.Life life;
            do {
                // The parent ends by itself, should this take too long.
                parent.waitFor(20, TimeUnit.MILLISECONDS);
                life = look.perform(directory).life();
            } while (life != Look.Life.GONE && parent.isAlive());
            assertThat(life).isEqualTo(Look.Life.GONE);
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(number).strip())))
                    .as("the system still lists it")
                    .isPresent();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessWhoseNumberSaysNothingIsNotMistakenForAnother() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(temporary.resolve("state"));
        Files.writeString(
                directory.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        Look look = new Look(directory.resolve("output").toString(), 0, false);
        assertThat(look.perform(directory).life()).isEqualTo(Look.Life.UNKNOWN);
    }

    @Test
    void whereArgumentsCannotBeReadAProcessIsKnownByItsBeginning() {
        ProcessHandle process = ProcessHandle.current();
        Instant begin = process.info().startInstant().orElseThrow();
        assertThat(Look.lifeByStart(process, begin.plusSeconds(2))).isEqualTo(Look.Life.ALIVE);
        assertThat(Look.lifeByStart(process, begin.minusSeconds(2))).isEqualTo(Look.Life.GONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                    | false",
                "{\"event\":\"run_started\"}                                            | true",
                "{\"event\":\"run_started\"},{\"event\":\"message\",\"te                     | true",
                "{\"event\":\"run_started\"},{\"event\":\"run_ended\",\"exit_code\":1}      | false",
            })
    void aReportThatWasBegunAndNotEndedIsBroken(String events, boolean broken) throws IOException {
        Path report = Files.writeString(temporary.resolve("report"), events.replace("},{", "}\n{"));
        assertThat(new BrokenReport(report.toString()).perform(temporary)).isEqualTo(broken);
        assertThat(new BrokenReport(temporary.resolve("none").toString()).perform(temporary))
                .isFalse();
    }
}
