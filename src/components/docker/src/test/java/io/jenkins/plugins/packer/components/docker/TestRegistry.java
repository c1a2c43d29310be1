package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's docker-registry on a port of its own, with the user {@code alice} and the password {@code s3cret-pass}. */
final class TestRegistry implements AutoCloseable {
    static final String USER = "alice";
    static final String PASSWORD = "s3cret-pass";

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final Path HTPASSWD = Path.of("/usr/bin/htpasswd");

    private final Process process;
    final String address;

    private TestRegistry(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static TestRegistry require(Path directory) throws Exception {
        Counterpart.require("docker-registry", Files.exists(PROGRAM), "Install docker-registry.");
        Counterpart.require("htpasswd", Files.exists(HTPASSWD), "Install apache2-utils.");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path users = directory.resolve("htpasswd");
        Process htpasswd = new ProcessBuilder(HTPASSWD.toString(), "-iBc", users.toString(), USER)
                .redirectErrorStream(true)
                .start();
        try (var in = htpasswd.getOutputStream()) {
            in.write(PASSWORD.getBytes());
        }
        if (htpasswd.waitFor() != 0) {
            throw new IOException(new String(htpasswd.getInputStream().readAllBytes()));
        }
        Path configuration = directory.resolve("registry.yml");
        Files.writeString(
                configuration,
                "version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: " + directory.resolve("registry")
                        + "\nhttp:\n  addr: 127.0.0.1:" + port
                        + "\nauth:\n  htpasswd:\n    realm: test\n    path: " + users + "\n");
        Process process = new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile())
                .start();
        TestRegistry registry = new TestRegistry(process, "127.0.0.1:" + port);
        registry.await();
        return registry;
    }

    private void await() throws IOException {
        for (int i = 0; i < 100; i++) {
            try {
                HttpURLConnection connection = (HttpURLConnection)
                        URI.create("http://" + address + "/v2/").toURL().openConnection();
                if (connection.getResponseCode() == 401) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
                new Cancellation().pause(Duration.ofMillis(100));
            }
        }
        throw new IOException("the registry does not answer at " + address);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
