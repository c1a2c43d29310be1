package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aProcessThatIsGoneWithoutAnExitCodeIsNoticed() throws IOException, InterruptedException {
        FollowedRun run = run("echo begin; while :; do sleep 0.1; done");
        run.lookUntil("begin");
        run.look();
        assertThat(run.progress.seenAlive).isTrue();
        // The engine and the shell that would have written its exit code.
        run.machine.kill(run.progress.started, run.state.path());
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
    void aProcessWhoseNumberSaysNothingIsNotMistakenForAnother() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(temporary.resolve("state"));
        Files.writeString(
                directory.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        Look look = new Look(directory.resolve("output").toString(), 0, false);
        assertThat(look.perform(directory).life()).isEqualTo(Look.Life.UNKNOWN);
    }
}
