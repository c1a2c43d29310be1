package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.packer.pipeline.result.ReportCollector;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The plugin's own payload on this machine: brought, started, followed and ended as on an agent. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts scripts of the Bourne shell")
class EngineRunIT {
    @TempDir
    Path temporary;

    private Path workspace;
    private StateDirectory state;
    private final LocalMachine machine = new LocalMachine();

    @BeforeEach
    void layOut() throws IOException, InterruptedException {
        workspace = Files.createDirectories(temporary.resolve("workspace"));
        Path directory = temporary.resolve("workspace@tmp/packer-1");
        new MakeDirectory(true).perform(directory);
        state = new StateDirectory(directory.toString(), '/');
    }

    private FollowedRun start(BuildRequest request) throws IOException, InterruptedException {
        return start(request, Map.of());
    }

    private FollowedRun start(BuildRequest request, Map<String, String> surroundings)
            throws IOException, InterruptedException {
        Path payload = Path.of(System.getProperty("packer.payload"));
        Payload.Source source = path -> Files.newInputStream(payload.resolve(path));
        EngineJars jars = new JarDelivery(Payload.read(source), source)
                .deliver(
                        machine,
                        temporary.resolve("jars").toString(),
                        workspace.toString(),
                        request.template,
                        Duration.ofDays(1));
        JavaOfAgent.Found java = new JavaOfAgent().perform(workspace);
        assertThat(java.version()).isGreaterThanOrEqualTo(JavaOfAgent.OLDEST);
        String journals = temporary.resolve("journals").toString();
        EngineCommand command = new EngineCommand(jars, java.program(), '/', ':', workspace.toString(), journals);
        new PrivateFiles(EngineCommand.variables(request)).perform(Path.of(state.path()));
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.putAll(surroundings);
        return new FollowedRun(
                Path.of(state.path()),
                command.build(request, state, journals + "/1.journal", Duration.ofMinutes(10)),
                environment);
    }

    /** A request to build a template of this text. */
    private BuildRequest requestFor(String text) throws IOException {
        BuildRequest request = new BuildRequest();
        request.template = "main.pkr.hcl";
        Files.writeString(workspace.resolve(request.template), text);
        return request;
    }

    private RunResult result(String template) throws IOException {
        try (InputStream report = machine.read(state.report())) {
            return new ReportCollector(new RunResult(template)).read(report, "cancelled");
        }
    }

    @Test
    void aTemplateIsBuiltWithItsVariablesAndItsResultRead() throws IOException, InterruptedException {
        BuildRequest request = requestFor("""
                variable "words" {
                  type = list(string)
                }

                source "file" "web" {
                  content = join(" ", var.words)
                  target  = "web.txt"
                }

                build {
                  sources = ["file.web"]
                }
                """);
        request.vars = Map.of("words", List.of("costs", "${5}"));
        FollowedRun run = start(request);
        run.lookUntilEnded();
        assertThat(run.progress.exitCode()).as(run.log.toString()).isZero();
        assertThat(workspace.resolve("web.txt")).hasContent("costs ${5}");
        assertThat(Path.of(state.values())).as("values can be secret").doesNotExist();
        RunResult result = result(request.template);
        assertThat(result.isSuccessful()).isTrue();
        assertThat(result.getBuilds()).singleElement().satisfies(build -> {
            assertThat(build.getName()).isEqualTo("file.web");
            assertThat(build.files())
                    .singleElement()
                    .satisfies(file -> assertThat(file.getSize()).isEqualTo(10));
        });
        assertThat(new ListFiles().perform(Path.of(state.logs()))).containsExactly("file.web.log");
    }

    @Test
    void namesAreUtf8WhereTheAgentHasThePlainLocale() throws IOException, InterruptedException {
        assumeThat(Stream.of("C.utf8", "C.UTF-8"))
                .as("the locale C.UTF-8, of Debian's package libc-bin")
                .anyMatch(name -> Files.isDirectory(Path.of("/usr/lib/locale", name)));
        BuildRequest request = requestFor("""
                source "null" "web" {
                  communicator = "none"
                }

                build {
                  sources = ["null.web"]

                  provisioner "shell-local" {
                    inline = ["echo $LC_ALL $LC_CTYPE > locale.txt"]
                  }
                }
                """);
        FollowedRun run = start(request, Map.of("LC_ALL", "C", "LC_CTYPE", "C", "LANG", ""));
        run.lookUntilEnded();
        assertThat(run.progress.exitCode()).as(run.log.toString()).isZero();
        assertThat(workspace.resolve("locale.txt")).hasContent("C.UTF-8 C.UTF-8");
    }

    @Test
    void aCancelledBuildEndsInOrderAndSaysSo() throws IOException, InterruptedException {
        BuildRequest request = requestFor("""
                variable "password" {
                  type      = string
                  sensitive = true
                }

                source "null" "web" {
                  communicator = "none"
                }

                build {
                  sources = ["null.web"]

                  provisioner "shell-local" {
                    inline = ["echo at work", "sleep 300"]
                  }
                }
                """);
        request.vars = Map.of("password", "hunter22");
        FollowedRun run = start(request);
        run.lookUntil("at work");
        assertThat(Path.of(state.values()))
                .as("values can be secret, and the engine has read them")
                .doesNotExist();
        run.cancel();
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("Cleanly cancelled builds after being interrupted.");
        assertThat(run.progress.isKilled()).isFalse();
        assertThat(run.progress.exitCode()).isEqualTo(1);
        assertThat(result(request.template).getState()).isEqualTo("cancelled");
    }

    @Test
    void aDockerTemplateHasItsComponent() throws IOException, InterruptedException {
        BuildRequest request = requestFor("""
                source "docker" "web" {
                  image = "example.invalid/none"
                  comit = true
                }

                build {
                  sources = ["docker.web"]
                }
                """);
        FollowedRun run = start(request);
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("comit").contains("commit");
        assertThat(result(request.template).firstError()).startsWith("main.pkr.hcl:3,3: ");
        assertThat(machine.copied).isLessThan(15_000_000);
    }

    @Test
    void aTemplateWithSshHasWhatItConnectsWith() throws IOException, InterruptedException {
        BuildRequest request = requestFor("""
                source "null" "web" {
                  ssh_host     = "127.0.0.1"
                  ssh_port     = 1
                  ssh_username = "nobody"
                  ssh_password = "nothing"
                  ssh_ciphers  = ["aes256-ctr"]
                  ssh_timeout  = "1s"
                }

                build {
                  sources = ["null.web"]
                }
                """);
        FollowedRun run = start(request);
        run.lookUntilEnded();
        assertThat(run.log.toString()).contains("Timeout waiting for SSH").doesNotContain("internal error");
        assertThat(run.progress.exitCode()).isEqualTo(1);
    }
}
