package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DockerBuilderTest {
    @TempDir
    Path directory;

    private TestEngine test;
    private TestBuild build;
    private DockerOptions options;

    @BeforeEach
    void connect() throws Exception {
        test = TestEngine.require();
        build = new TestBuild(directory, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        options = new DockerOptions();
        options.image = TestEngine.IMAGE;
        options.pull = false;
    }

    @AfterEach
    void removeEverything() throws Exception {
        if (test != null) {
            build.scope.end(false);
            test.close();
        }
    }

    private Artifact run() throws ComponentException {
        return new DockerBuilder().build(options.record(), build);
    }

    static String output(Communicator communicator, String command) throws ComponentException {
        List<String> lines = new ArrayList<>();
        int status = communicator.execute(new RemoteCommand(command, lines::add, lines::add));
        assertThat(status).as("status of %s: %s", command, lines).isZero();
        return String.join("\n", lines);
    }

    @Test
    void commitsTheProvisionedContainerToAnImageThatKeepsTheBasesCommand() throws Exception {
        options.commit = true;
        options.author = "me@example.org";
        options.message = "made by a test";
        options.changes = List.of("ENV COLOUR=blue", "EXPOSE 8080", "WORKDIR /tmp");
        build.provisioning = communicator -> output(communicator, "echo hello > /hello; touch /packer-files/scratch");

        Artifact artifact = run();

        JsonNode image = new Images(test.engine).find(artifact.id()).orElseThrow();
        assertThat(artifact.builderId()).isEqualTo("packer.post-processor.docker-import");
        assertThat(artifact.id()).startsWith("sha256:");
        assertThat(artifact.description()).isEqualTo("Imported Docker image: " + artifact.id());
        assertThat(artifact.images()).containsExactly(Map.entry("", artifact.id()));
        assertThat(image.path("Author").asText()).isEqualTo("me@example.org");
        assertThat(image.path("Comment").asText()).isEqualTo("made by a test");
        assertThat(texts(image.at("/Config/Env"))).contains("COLOUR=blue", "FROM_BASE=yes");
        assertThat(image.at("/Config/WorkingDir").asText()).isEqualTo("/tmp");
        assertThat(texts(image.at("/Config/Cmd"))).containsExactly("/bin/sh");
        assertThat(texts(image.at("/Config/Entrypoint"))).containsExactly("");
        assertThat(image.at("/Config/Volumes")).isEmpty();
        assertThat(build.generated)
                .containsEntry("ImageSha256", artifact.id())
                .containsEntry("ConnType", "docker")
                .containsKey("ID");
        assertThat(build.said)
                .contains(
                        "==> Creating a temporary directory for sharing data...",
                        "==> Starting docker container...",
                        "    Container ID: " + build.generated.get("ID"),
                        "==> Using docker communicator to connect: " + build.generated.get("Host"),
                        "==> Committing the container",
                        "    Image ID: " + artifact.id(),
                        "==> Killing the container: " + build.generated.get("ID"));
        build.scope.end(true);
        assertThat(test.containers(build)).isEmpty();
        assertThat(test.images(build)).containsExactly(artifact.id());

        // What was provisioned is in the image, what lay in container_dir is not.
        options.image = artifact.id();
        options.commit = false;
        options.discard = true;
        TestBuild second = new TestBuild(directory, Map.of());
        second.provisioning = communicator -> {
            assertThat(output(communicator, "cat /hello")).isEqualTo("hello");
            assertThat(output(communicator, "ls /packer-files")).isEmpty();
        };
        assertThat(new DockerBuilder().build(options.record(), second)).isNull();
        assertThat(test.containers(second)).isEmpty();
    }

    @Test
    void exportsTheContainersFileSystem() throws Exception {
        options.exportPath = "out/image.tar";
        build.provisioning = communicator -> output(communicator, "echo hello > /hello");

        Artifact artifact = run();

        assertThat(artifact.builderId()).isEqualTo("packer.docker");
        assertThat(artifact.id()).isEqualTo("Container");
        assertThat(artifact.description()).isEqualTo("Exported Docker file: out/image.tar");
        assertThat(artifact.files()).containsExactly(Path.of("out/image.tar"));
        try (TarFile tar = new TarFile(directory.resolve("out/image.tar"))) {
            assertThat(tar.getEntries()).extracting(TarArchiveEntry::getName).contains("hello", "bin/busybox");
        }
        build.scope.end(true);
        assertThat(test.containers(build)).isEmpty();
        assertThat(directory.resolve("out/image.tar")).exists();
    }

    @Test
    void givesTheContainerWhatTheOptionsSay() throws Exception {
        Files.createDirectory(directory.resolve("shared"));
        Files.writeString(directory.resolve("shared/file"), "from the host");
        options.discard = true;
        options.volumes = Map.of("~/shared", "/shared:ro");
        options.tmpfs = List.of("/scratch");
        options.execUser = "user";
        options.platform = "linux/amd64";
        options.runCommand = List.of("-dit", "-e", "A=b", "--hostname=here", "--entrypoint=/bin/sh", "{{ .Image }}");
        build.provisioning = communicator -> {
            assertThat(output(communicator, "cat /shared/file; echo; id -un; env | head -20; cat /proc/mounts"))
                    .contains("from the host", "user", "A=b", "HOSTNAME=here", " /scratch tmpfs ", " /packer-files ");
        };
        assertThat(run()).isNull();
        assertThat(new Images(test.engine).find(TestEngine.IMAGE).orElseThrow().at("/Config/Labels"))
                .isEmpty();
        assertThat(build.output()).contains("-v ~/shared:/shared:ro");
    }

    @Test
    void runsAPrivilegedContainerWithItsCapabilitiesAndDevices() throws Exception {
        options.discard = true;
        options.privileged = true;
        options.capAdd = List.of("NET_ADMIN");
        options.capDrop = List.of("CHOWN");
        options.device = List.of("/dev/null:/dev/nothing:r");
        try {
            build.provisioning = communicator -> inspectHost();
            run();
        } catch (ComponentException e) {
            // A machine that is itself confined starts no such container, but the engine knows what was asked.
            assertThat(e).hasMessageContaining("operation not permitted");
            inspectHost();
        }
    }

    private void inspectHost() throws ComponentException {
        JsonNode host = new Containers(test.engine)
                .find(build.scope.journal.get(0).resource.name())
                .orElseThrow()
                .path("HostConfig");
        assertThat(host.path("Privileged").asBoolean()).isTrue();
        assertThat(texts(host.path("CapAdd"))).singleElement().asString().isIn("NET_ADMIN", "CAP_NET_ADMIN");
        assertThat(texts(host.path("CapDrop"))).singleElement().asString().isIn("CHOWN", "CAP_CHOWN");
        assertThat(host.at("/Devices/0/PathInContainer").asText()).isEqualTo("/dev/nothing");
        assertThat(host.at("/Devices/0/CgroupPermissions").asText()).isEqualTo("r");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void keepsOutputAndErrorsApartAndReportsTheExitStatus() throws Exception {
        options.discard = true;
        build.provisioning = communicator -> {
            List<String> output = new ArrayList<>();
            List<String> errors = new ArrayList<>();
            int status = communicator.execute(
                    new RemoteCommand("echo one; echo two >&2; printf 'three'; exit 7", output::add, errors::add));
            assertThat(status).isEqualTo(7);
            assertThat(output).containsExactly("one", "three");
            assertThat(errors).containsExactly("two");
        };
        run();
    }

    @Test
    void givesCommandsATerminalWherePtyIsSet() throws Exception {
        options.discard = true;
        options.pty = true;
        build.provisioning =
                communicator -> assertThat(output(communicator, "tty")).startsWith("/dev/pts/");
        run();
    }

    @Test
    void refusesToRunCommandsWithoutACommunicator() throws Exception {
        options.discard = true;
        options.communicator = "none";
        build.provisioning = communicator -> communicator.execute(new RemoteCommand("true", line -> {}, line -> {}));
        assertThatThrownBy(this::run).hasMessageContaining("none");
    }

    @Test
    void waitsBeforeItConnects() throws Exception {
        options.discard = true;
        options.pauseBeforeConnecting = Duration.ofMillis(300);
        long start = System.nanoTime();
        run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
        assertThat(build.said).contains("==> Pausing 300ms before connecting...");
    }

    @Test
    void saysThatAnImageIsMissingWherePullIsFalse() {
        options.discard = true;
        options.image = "packer-docker-test/none:1";
        assertThatThrownBy(this::run)
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("no image packer-docker-test/none:1, and pull is false");
    }

    @Test
    void saysWhichEndpointIsNotReached() {
        options.discard = true;
        build = new TestBuild(directory, Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));
        assertThatThrownBy(this::run)
                .hasMessageContaining("Cannot reach the Docker engine at unix:///nowhere/docker.sock (DOCKER_HOST)")
                .hasMessageContaining("Is it running?");
    }

    @Test
    void saysWhyAContainerThatEndsAtOnceCannotBeUsed() throws Exception {
        options.discard = true;
        options.runCommand = List.of("-d", "{{.Image}}", "/bin/sh", "-c", "echo no way; exit 3");
        // The engine may still take it for running when it is asked the first time.
        build.provisioning = communicator -> {
            awaitEnd();
            output(communicator, "true");
        };
        assertThatThrownBy(this::run).hasMessageContaining("exit status 3").hasMessageContaining("no way");
        build.scope.end(false);
        assertThat(test.containers(build)).isEmpty();
    }

    private void awaitEnd() throws ComponentException {
        Containers containers = new Containers(test.engine);
        while (containers.describe(String.valueOf(build.generated.get("ID"))).equals(Containers.RUNNING)) {
            build.cancellationFreePause();
        }
    }

    @Test
    void saysWhyAContainerEndedBetweenTwoCommands() throws Exception {
        options.discard = true;
        options.runCommand = List.of(
                "-d", "{{.Image}}", "/bin/sh", "-c", "until test -e /go; do sleep 0.1; done; echo done; exit 4");
        build.provisioning = communicator -> {
            output(communicator, "touch /go");
            awaitEnd();
            output(communicator, "true");
        };
        assertThatThrownBy(this::run)
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining("does not run any more: exit status 4:\ndone");
        build.scope.end(false);
        assertThat(test.containers(build)).isEmpty();
    }

    @Test
    void saysThatTheContainerEndedUnderACommand() throws Exception {
        options.discard = true;
        build.provisioning = communicator -> {
            CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
                build.cancellationFreePause();
                try {
                    test.engine.send("Killing", "POST", "/containers/" + build.generated.get("ID") + "/kill");
                } catch (ComponentException e) {
                    throw new IllegalStateException(e);
                }
            });
            try {
                output(communicator, "sleep 60");
            } finally {
                killer.join();
            }
        };
        assertThatThrownBy(this::run)
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining("ended while a command was running")
                .hasMessageContaining("exit status 137");
        build.scope.end(false);
        assertThat(test.containers(build)).isEmpty();
    }

    @Test
    void endsACommandAtOnceWhenCancelledAndLeavesNothing() throws Exception {
        options.commit = true;
        build.provisioning = communicator -> {
            CompletableFuture.runAsync(() -> {
                build.cancellationFreePause();
                build.cancellation.cancel("interrupted");
            });
            output(communicator, "sleep 60");
        };
        long start = System.nanoTime();
        assertThatThrownBy(this::run).isInstanceOf(CancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        build.scope.end(false);
        assertThat(test.containers(build)).isEmpty();
        assertThat(test.images(build)).isEmpty();
    }

    @Test
    void removesTheImageOfABuildThatFailsAfterTheCommit() throws Exception {
        options.commit = true;
        run();
        assertThat(test.images(build)).hasSize(1);
        build.scope.end(false);
        assertThat(test.images(build)).isEmpty();
        assertThat(test.containers(build)).isEmpty();
    }

    @Test
    void findsTheImageOfACommitWhoseAnswerNeverCame() throws Exception {
        options.commit = true;
        run();
        MemoryScope.Entry image = build.scope.journal.stream()
                .filter(entry -> entry.resource.kind().equals(ImageReaper.KIND))
                .findFirst()
                .orElseThrow();
        image.id = null;
        build.scope.reapAgain(List.of(image));
        assertThat(test.images(build)).isEmpty();
        build.scope.reapAgain(List.of(image));
    }

    @Test
    void waitsForACommitThatTheEngineIsStillAtWorkOn() throws Exception {
        options.commit = true;
        build.provisioning = communicator -> {
            output(communicator, "dd if=/dev/zero of=/big bs=1M count=400");
            // The process dies right after it sent the request: the engine goes on, nobody learns the id.
            MemoryScope.Entry container = build.scope.journal.get(0);
            MemoryScope.Entry image = new MemoryScope.Entry(
                    ImageReaper.committed(
                            test.engine.endpoint(),
                            container.resource.name(),
                            container.resource.attributes().get("mark"),
                            false),
                    true);
            CompletableFuture<String> commit = CompletableFuture.supplyAsync(() -> {
                try (DockerEngine own = DockerEngine.connect(
                        test.engine.endpoint(), new io.jenkins.plugins.packer.engine.run.Cancellation())) {
                    return new Images(own).commit(String.valueOf(container.resource.name()), null, null, List.of());
                } catch (ComponentException e) {
                    throw new IllegalStateException(e);
                }
            });
            Containers containers = new Containers(test.engine);
            while (!commit.isDone()
                    && !containers
                            .find(container.resource.name())
                            .orElseThrow()
                            .at("/State/Paused")
                            .asBoolean()) {
                Thread.onSpinWait();
            }
            assertThat(commit).as("the commit is under way").isNotDone();
            build.scope.reapAgain(List.of(container, image));
            assertThat(commit).isDone();
            assertThat(test.images(build)).isEmpty();
            assertThat(test.containers(build)).isEmpty();
        };
        assertThatThrownBy(this::run).isInstanceOf(ComponentException.class);
    }

    @Test
    void leavesAContainerOfSomebodyElseAlone() throws Exception {
        options.discard = true;
        String taken = "packer-docker-test-" + Marks.random();
        options.runCommand = List.of("-dit", "--name", taken, "--entrypoint=/bin/sh", "{{.Image}}");
        TestBuild other = new TestBuild(directory, Map.of());
        other.provisioning = communicator -> {
            assertThatThrownBy(this::run).hasMessageContaining("Conflict").hasMessageContaining(taken);
            build.scope.end(false);
            assertThat(test.containers(other)).hasSize(1);
        };
        new DockerBuilder().build(options.record(), other);
        assertThat(test.containers(other)).isEmpty();
    }

    @Test
    void startsFromAnImageBuiltOutOfADockerfile() throws Exception {
        Files.createDirectories(directory.resolve("context/sub"));
        Files.writeString(directory.resolve("context/kept"), "kept");
        Files.writeString(directory.resolve("context/secret"), "secret");
        Files.writeString(directory.resolve("context/sub/a.log"), "log");
        Files.writeString(directory.resolve("context/sub/keep.log"), "log");
        Files.writeString(directory.resolve("context/.dockerignore"), "secret\n**/*.log\n!sub/keep.log\n");
        Files.writeString(
                directory.resolve("Dockerfile"),
                "FROM " + TestEngine.IMAGE
                        + "\nARG COLOUR=red\nRUN echo $COLOUR > /colour\nCOPY . /copied\nCMD [\"/bin/ls\"]\n");
        options.image = null;
        options.pull = null;
        options.commit = true;
        options.build = new DockerfileOptions("Dockerfile", "context", Map.of("COLOUR", "green"), false, true);
        build.provisioning = communicator -> assertThat(output(communicator, "cat /colour; ls /copied /copied/sub"))
                .isEqualTo("green\n/copied:\nkept\nsub\n\n/copied/sub:\nkeep.log");

        Artifact artifact = run();

        assertThat(texts(new Images(test.engine)
                        .find(artifact.id())
                        .orElseThrow()
                        .at("/Config/Cmd")))
                .containsExactly("/bin/ls");
        build.scope.end(true);
        assertThat(test.images(build)).containsExactly(artifact.id());
        assertThat(test.containers(build)).isEmpty();
        build.scope.end(false);
        assertThat(test.images(build)).isEmpty();
    }

    @Test
    void showsWhyADockerfileFails() throws IOException {
        Files.writeString(directory.resolve("Dockerfile"), "FROM " + TestEngine.IMAGE + "\nRUN echo so; exit 5\n");
        options.image = null;
        options.pull = null;
        options.discard = true;
        options.build = new DockerfileOptions("Dockerfile", null, Map.of(), false, false);
        assertThatThrownBy(this::run)
                .hasMessageContaining("Building the image of Dockerfile failed")
                .hasMessageContaining("non-zero code: 5");
        assertThat(build.output()).contains("so");
    }

    @Test
    void endsTheBuildOfADockerfileWhenCancelled() throws Exception {
        String marker = "sleep 60.0" + build.run.replaceAll("[^0-9]", "");
        Files.writeString(directory.resolve("Dockerfile"), "FROM " + TestEngine.IMAGE + "\nRUN " + marker + "\n");
        options.image = null;
        options.pull = null;
        options.discard = true;
        options.build = new DockerfileOptions("Dockerfile", null, Map.of(), false, false);
        CompletableFuture.runAsync(() -> {
            while (running(marker).isEmpty()) {
                build.cancellationFreePause();
            }
            build.cancellation.cancel("interrupted");
        });
        assertThatThrownBy(this::run).isInstanceOf(CancelledException.class);
        build.scope.end(false);
        for (int i = 0; i < 40 && !running(marker).isEmpty(); i++) {
            build.cancellationFreePause();
        }
        assertThat(running(marker)).isEmpty();
        assertThat(test.images(build)).isEmpty();
    }

    private List<String> running(String marker) {
        List<String> commands = new ArrayList<>();
        try {
            test.engine
                    .find("Listing containers", "/containers/json?all=true")
                    .orElseThrow()
                    .forEach(container -> commands.add(container.path("Command").asText()));
        } catch (ComponentException e) {
            throw new IllegalStateException(e);
        }
        commands.removeIf(command -> !command.contains(marker));
        return commands;
    }

    @Test
    void usesTheEngineOfAClient() throws Exception {
        Path client = directory.resolve("client");
        Files.writeString(
                client,
                "#!/bin/sh\n[ \"$1\" = context ] && printf '" + TestEngine.HOST + "\\tfalse\\tdefault\\t\\n'\n");
        assertThat(client.toFile().setExecutable(true)).isTrue();
        build = new TestBuild(
                directory, Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock", "PATH", System.getenv("PATH")));
        options.dockerPath = "./client";
        options.discard = true;
        run();
        assertThat(build.said).contains("==> Starting docker container...");
        options.dockerPath = "./no-such-client";
        assertThatThrownBy(this::run).hasMessageContaining("docker_path").hasMessageContaining("./no-such-client");
    }
}
