package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A build goes on while Jenkins is restarted, or its agent is away, and no line of its log is lost or doubled. */
class InterruptionInJenkinsIT {
    private static final Integer[] ALL = IntStream.rangeClosed(1, 20).boxed().toArray(Integer[]::new);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @RegisterExtension
    final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir
    Path temporary;

    @Test
    void aBuildGoesOnWhileJenkinsIsRestarted() throws Throwable {
        Path go = temporary.resolve("go");
        sessions.then(jenkins -> {
            WorkflowRun run = Pipelines.start(
                    jenkins, "job", Pipelines.onNode(Pipelines.waitingFor(go), "packerBuild template: 'main.pkr.hcl'"));
            jenkins.waitForMessage("has begun", run);
        });
        Files.createFile(go);
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Pipelines.linesOf(run)).containsExactly(ALL);
        });
    }

    @Test
    void jenkinsIsRestartedWhileLinesArePrinted() throws Throwable {
        Path go = Files.createFile(temporary.resolve("go"));
        sessions.then(jenkins -> {
            WorkflowRun run = Pipelines.start(
                    jenkins, "job", Pipelines.onNode(Pipelines.waitingFor(go), "packerBuild template: 'main.pkr.hcl'"));
            jenkins.waitForMessage("line 3 of 20", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Pipelines.linesOf(run)).containsExactly(ALL);
        });
    }

    @Test
    void aRestartBeforeTheEngineIsStartedIsSaidAndLeavesNothing() throws Throwable {
        Path asked = temporary.resolve("asked");
        Path go = temporary.resolve("go");
        Path java = Files.writeString(
                temporary.resolve("java"),
                // It goes with the test's directory, where nobody is left to end it.
                "#!/bin/sh\ntouch '" + asked + "'\nwhile [ -e '" + asked + "' ] && [ ! -e '" + go
                        + "' ]; do sleep 0.2; done\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path[] beside = new Path[1];
        sessions.then(jenkins -> {
            WorkflowRun run = Pipelines.start(
                    jenkins,
                    "job",
                    Pipelines.onNode(
                            Pipelines.FILE,
                            "packerBuild template: 'main.pkr.hcl', vars: [name: 'Ann'], java: '" + java + "'"));
            while (!Files.exists(asked)) {
                assertThat(run.isBuilding()).isTrue();
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
            beside[0] = Path.of(jenkins.jenkins.getRootDir().getPath(), "workspace", "job@tmp");
            assertThat(privateDirectories(beside[0])).isOne();
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Jenkins was restarted before the engine was started", run);
            assertThat(privateDirectories(beside[0])).isZero();
        });
        Files.createFile(go);
    }

    private static long privateDirectories(Path beside) throws IOException {
        try (Stream<Path> content = Files.list(beside)) {
            return content.filter(path -> path.getFileName().toString().matches("packer-[0-9a-f]+"))
                    .count();
        }
    }

    @Test
    void aBuildGoesOnWhileItsAgentIsAway() throws Throwable {
        Path go = temporary.resolve("go");
        sessions.then(jenkins -> {
            agents.createAgent(
                    jenkins,
                    InboundAgentExtension.Options.newBuilder()
                            .name("away")
                            .label("away")
                            .webSocket()
                            .build());
            WorkflowRun run = Pipelines.start(
                    jenkins,
                    "job",
                    Pipelines.onNode("away", Pipelines.waitingFor(go), "packerBuild template: 'main.pkr.hcl'"));
            jenkins.waitForMessage("has begun", run);
            agents.stop(jenkins, "away");
            Files.createFile(go);
            agents.start(
                    jenkins,
                    InboundAgentExtension.Options.newBuilder()
                            .name("away")
                            .webSocket()
                            .build());
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Pipelines.linesOf(run)).containsExactly(ALL);
        });
    }
}
