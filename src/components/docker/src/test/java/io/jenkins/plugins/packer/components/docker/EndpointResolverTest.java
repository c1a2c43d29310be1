package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointResolverTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    private Endpoint resolve(String dockerPath) throws Exception {
        environment.putIfAbsent("HOME", home.toString());
        return new EndpointResolver(new ClientProgram(environment, home, new Cancellation())).resolve(dockerPath);
    }

    private void context(String name, String endpoint) throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        Path meta = Files.createDirectories(home.resolve(".docker/contexts/meta/" + digest));
        Files.writeString(
                meta.resolve("meta.json"), "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":" + endpoint + "}}");
        Files.createDirectories(home.resolve(".docker/contexts/tls/" + digest + "/docker"));
    }

    @Test
    void takesTheLocalSocketByDefault() throws Exception {
        assertThat(resolve(null)).hasToString("unix:///var/run/docker.sock (the default)");
    }

    @Test
    void prefersDockerHostToAnyContext() throws Exception {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://example.org:1234", "DOCKER_CONTEXT", "none"));
        assertThat(resolve("")).hasToString("tcp://example.org:1234 (DOCKER_HOST)");
    }

    @Test
    void takesCertificatesFromTheEnvironmentWhereTlsIsVerified() throws Exception {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://example.org", "DOCKER_TLS_VERIFY", "1"));
        assertThat(resolve(null).certificates()).isEqualTo(home.resolve(".docker"));
        environment.put("DOCKER_CERT_PATH", "/certs");
        Endpoint endpoint = resolve(null);
        assertThat(endpoint).hasToString("tcp://example.org:2376 (DOCKER_HOST, TLS with /certs)");
        assertThat(Endpoint.of(endpoint.attributes()).certificates()).isEqualTo(Path.of("/certs"));
        assertThat(Endpoint.of(endpoint.attributes()).host()).isEqualTo(endpoint.host());
    }

    @Test
    void readsContextsAsTheClientWroteThem() throws Exception {
        context("remote", "{\"Host\":\"tcp://remote:2376\",\"SkipTLSVerify\":false}");
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"remote\"}");
        assertThat(resolve(null).host()).hasToString("tcp://remote:2376");
        assertThat(resolve(null).certificates()).isNotNull();
        environment.put("DOCKER_CONTEXT", "default");
        assertThat(resolve(null).host()).hasToString("unix:///var/run/docker.sock");
        environment.put("DOCKER_CONTEXT", "gone");
        assertThatThrownBy(() -> resolve(null))
                .hasMessageContaining("There is no Docker context \"gone\", which DOCKER_CONTEXT names");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ssh://me@host        | reached over SSH, which is not supported
        ftp://host           | is of an unknown kind
        tcp://host name      | is not an address
        """)
    void refusesAddressesItCannotUse(String host, String message) {
        environment.put("DOCKER_HOST", host);
        assertThatThrownBy(() -> resolve(null)).hasMessageContaining(host).hasMessageContaining(message);
    }

    @Test
    void refusesTlsWithoutVerification() throws Exception {
        environment.putAll(Map.of("DOCKER_HOST", "tcp://host", "DOCKER_TLS", "1"));
        assertThatThrownBy(() -> resolve(null)).hasMessageContaining("without verifying");
        environment.clear();
        context("lax", "{\"Host\":\"tcp://remote:2376\",\"SkipTLSVerify\":true}");
        environment.put("DOCKER_CONTEXT", "lax");
        assertThatThrownBy(() -> resolve(null)).hasMessageContaining("context \"lax\"");
    }

    @Test
    void asksAClientForItsEngine() throws Exception {
        Path podman = home.resolve("podman");
        Files.writeString(podman, "#!/bin/sh\n[ \"$1\" = info ] && echo /run/podman/podman.sock\n");
        Path docker = home.resolve("docker");
        Files.writeString(docker, "#!/bin/sh\nprintf 'tcp://there:2376\\tfalse\\tremote\\t%s/tls\\n' \"$HOME\"\n");
        Path broken = home.resolve("broken");
        Files.writeString(broken, "#!/bin/sh\necho no such context >&2\nexit 1\n");
        Files.createDirectories(home.resolve("tls/docker"));
        for (Path program : new Path[] {podman, docker, broken}) {
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        assertThat(resolve(podman.toString()).host()).hasToString("unix:///run/podman/podman.sock");
        assertThat(resolve(docker.toString()).certificates()).isEqualTo(home.resolve("tls/docker"));
        assertThatThrownBy(() -> resolve(broken.toString()))
                .hasMessageContaining("docker_path")
                .hasMessageContaining("no such context");
    }

    @Test
    void endsAtOnceWhenCancelledWhileTheEngineDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture.runAsync(() -> {
                new Cancellation().pause(Duration.ofMillis(300));
                cancellation.cancel("interrupted");
            });
            long start = System.nanoTime();
            assertThatThrownBy(() -> DockerEngine.connect(
                            Endpoint.of("tcp://127.0.0.1:" + silent.getLocalPort(), null, "a test"), cancellation))
                    .isInstanceOf(CancelledException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
