package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarDeliveryTest {
    private static final Duration LIFETIME = Duration.ofDays(30);

    @TempDir
    Path temporary;

    private Path payload;
    private Path workspace;
    private Path jars;

    @BeforeEach
    void layOut() throws IOException {
        payload = temporary.resolve("payload");
        workspace = Files.createDirectories(temporary.resolve("workspace"));
        jars = temporary.resolve("agent/jars");
        put("lib/packer.jar", "the program");
        put("lib/shared-1.0.jar", "a library of both");
        put("lib/sshd-2.0.jar", "for SSH only");
        put("components/docker/components.index", "builder docker\npost-processor docker-push\n");
        put("components/docker/docker.jar", "the component");
        put("components/docker/shared-1.0.jar", "a library of both");
        put("components/docker/sts-2.35.0.jar", "for logins only");
        put("components/amazon/components.index", "builder amazon-ebs\n");
        put("components/amazon/amazon.jar", "another component");
        Path options =
                Files.writeString(temporary.resolve("options"), "# comment\ndocker ecr_login sts\nbase ssh_* sshd\n");
        PayloadIndexWriter.main(new String[] {payload.toString(), options.toString()});
    }

    private void put(String path, String text) throws IOException {
        Path file = payload.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private EngineJars deliver(LocalMachine machine, String template) throws IOException, InterruptedException {
        Files.writeString(workspace.resolve("main.pkr.hcl"), template);
        Payload.Source source = path -> Files.newInputStream(payload.resolve(path));
        return new JarDelivery(Payload.read(source), source)
                .deliver(machine, jars.toString(), workspace.toString(), "main.pkr.hcl", LIFETIME);
    }

    @Test
    void onlyTheComponentsThatTheTemplateNamesAreCopied() throws IOException, InterruptedException {
        EngineJars none = deliver(new LocalMachine(), "source \"null\" \"a\" {}");
        assertThat(none.componentRoots('/')).isEmpty();
        assertThat(Path.of(none.programJar('/'))).hasContent("the program");

        EngineJars docker = deliver(new LocalMachine(), "source \"docker\" \"a\" {}");
        assertThat(docker.componentRoots('/')).singleElement().satisfies(root -> {
            assertThat(names(Path.of(root, "docker")))
                    .containsExactly("components.index", "docker.jar", "shared-1.0.jar");
        });
    }

    @Test
    void theJarsOfAnOptionAreCopiedWhereTheTemplateMentionsIt() throws IOException, InterruptedException {
        EngineJars docker = deliver(
                new LocalMachine(), "{\"post-processors\": [{\"type\": \"docker-push\", \"ecr_login\": true}]}");
        assertThat(names(Path.of(docker.componentRoots('/').get(0), "docker"))).contains("sts-2.35.0.jar");
    }

    @Test
    void theJarsOfSshAreCopiedWhereTheTemplateMentionsAnyOptionOfIt() throws IOException, InterruptedException {
        EngineJars none =
                deliver(new LocalMachine(), "source \"null\" \"a\" { communicator = \"none\" } # not my_ssh_x");
        assertThat(names(Path.of(none.programJar('/')).getParent())).doesNotContain("sshd-2.0.jar");

        EngineJars ssh = deliver(new LocalMachine(), "source \"null\" \"a\" { ssh_username = \"root\" }");
        assertThat(names(Path.of(ssh.programJar('/')).getParent())).contains("sshd-2.0.jar");
    }

    @Test
    void aSecondDeliveryCopiesNothing() throws IOException, InterruptedException {
        LocalMachine machine = new LocalMachine();
        deliver(machine, "source \"docker\" \"a\" {}");
        long first = machine.copied;
        EngineJars again = deliver(machine, "source \"docker\" \"a\" {}");
        assertThat(machine.copied).isEqualTo(first);
        assertThat(again.copied()).isZero();
    }

    @Test
    void aFileThatAnotherSetHasIsNotCopiedAgain() throws IOException, InterruptedException {
        LocalMachine machine = new LocalMachine();
        deliver(machine, "source \"docker\" \"a\" {}");
        long all = 0;
        for (String path : List.of(
                "lib/packer.jar",
                "lib/shared-1.0.jar",
                "components/docker/docker.jar",
                "components/docker/components.index")) {
            all += Files.size(payload.resolve(path));
        }
        assertThat(machine.copied).isEqualTo(all);
    }

    @Test
    void aDamagedFileIsReplaced() throws IOException, InterruptedException {
        EngineJars first = deliver(new LocalMachine(), "source \"null\" \"a\" {}");
        Files.writeString(Path.of(first.programJar('/')), "the progran");
        EngineJars second = deliver(new LocalMachine(), "source \"null\" \"a\" {}");
        assertThat(Path.of(second.programJar('/'))).hasContent("the program");
    }

    @Test
    void aSetThatIsCopiedHalfwayIsNeverUsed() throws IOException, InterruptedException {
        Files.writeString(workspace.resolve("main.pkr.hcl"), "source \"null\" \"a\" {}");
        Payload.Source source = path -> Files.newInputStream(payload.resolve(path));
        Payload.Source breaking = path -> {
            if (path.contains("shared")) {
                throw new IOException("the connection is gone");
            }
            return source.open(path);
        };
        JarDelivery delivery = new JarDelivery(Payload.read(source), breaking);
        assertThatThrownBy(() -> delivery.deliver(
                        new LocalMachine(), jars.toString(), workspace.toString(), "main.pkr.hcl", LIFETIME))
                .hasMessageContaining("the connection is gone");
        assertThat(names(jars)).allMatch(name -> name.startsWith(".new-"));
        assertThat(Path.of(
                        deliver(new LocalMachine(), "source \"null\" \"a\" {}").programJar('/')))
                .hasContent("the program");
    }

    @Test
    void aCopyThatArrivesWrongIsRefused() throws IOException {
        Files.writeString(workspace.resolve("main.pkr.hcl"), "");
        Payload.Source source = path -> Files.newInputStream(payload.resolve(path));
        Payload.Source wrong = path -> path.endsWith("packer.jar")
                ? new ByteArrayInputStream("the progran".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : source.open(path);
        JarDelivery delivery = new JarDelivery(Payload.read(source), wrong);
        assertThatThrownBy(() -> delivery.deliver(
                        new LocalMachine(), jars.toString(), workspace.toString(), "main.pkr.hcl", LIFETIME))
                .hasMessageContaining("is not what was copied there, from the plugin's lib/packer.jar");
    }

    @Test
    void manyBuildsAtOnceLeaveOneCopy() throws Exception {
        Files.writeString(workspace.resolve("main.pkr.hcl"), "source \"docker\" \"a\" {}");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<EngineJars>> builds = new ArrayList<>();
            for (int build = 0; build < 12; build++) {
                Payload.Source source = path -> Files.newInputStream(payload.resolve(path));
                builds.add(threads.submit(() -> new JarDelivery(Payload.read(source), source)
                        .deliver(new LocalMachine(), jars.toString(), workspace.toString(), "main.pkr.hcl", LIFETIME)));
            }
            for (Future<EngineJars> build : builds) {
                assertThat(Path.of(build.get().programJar('/'))).hasContent("the program");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(names(jars)).hasSize(2).allMatch(name -> name.matches("(base|docker)-[0-9a-f]{16}"));
    }

    @Test
    void whatWasNotUsedForLongIsRemoved() throws IOException, InterruptedException {
        deliver(new LocalMachine(), "source \"amazon-ebs\" \"a\" {}");
        try (Stream<Path> sets = Files.list(jars)) {
            for (Path set : sets.toList()) {
                Files.setLastModifiedTime(set, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
            }
        }
        Path unfinished = Files.createDirectories(jars.resolve(".new-old/base"));
        Files.setLastModifiedTime(
                unfinished.getParent(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.createDirectories(jars.resolve(".new-under-way/base"));
        deliver(new LocalMachine(), "source \"null\" \"a\" {}");
        assertThat(names(jars)).hasSize(2).contains(".new-under-way").anyMatch(name -> name.startsWith("base-"));
    }

    @Test
    void aDamagedIndexIsSaidToBeOne() {
        Payload.Source source =
                path -> new ByteArrayInputStream("nonsense\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Payload.read(source)).hasMessageContaining("Install the plugin again");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return content.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Makes sure that the source is closed. */
    @Test
    void whatIsReadIsClosed() throws IOException, InterruptedException {
        List<InputStream> open = new ArrayList<>();
        Files.writeString(workspace.resolve("main.pkr.hcl"), "");
        Payload.Source source = path -> {
            InputStream stream = new java.io.FilterInputStream(Files.newInputStream(payload.resolve(path))) {
                @Override
                public void close() throws IOException {
                    open.remove(this);
                    super.close();
                }
            };
            open.add(stream);
            return stream;
        };
        new JarDelivery(Payload.read(source), source)
                .deliver(new LocalMachine(), jars.toString(), workspace.toString(), "main.pkr.hcl", LIFETIME);
        assertThat(open).isEmpty();
    }
}
