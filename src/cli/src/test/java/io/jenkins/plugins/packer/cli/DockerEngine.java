package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Docker engine that {@code src/ci/verify.sh} starts, asked through Docker's own client. */
final class DockerEngine {
    /** The base image that {@code verify.sh} imports. */
    static final String IMAGE = System.getenv().getOrDefault("PACKER_TEST_IMAGE", "packer-test/busybox:latest");

    /** Keeps the logins of a test away from the user's own. */
    private static final Path CLIENT_CONFIGURATION =
            Path.of("target", "docker-client").toAbsolutePath();

    private DockerEngine() {}

    static void require() {
        boolean present = Path.of("/usr/bin/docker").toFile().canExecute()
                || Path.of("/usr/local/bin/docker").toFile().canExecute();
        Counterpart.require(
                "a Docker engine with the image " + IMAGE,
                present && run(false, "image", "inspect", IMAGE).exitCode() == 0,
                "Run src/ci/verify.sh, which starts one.");
    }

    /** Everything that a build could leave: containers, images and their names. */
    static Set<String> inventory() {
        Set<String> all = new TreeSet<>();
        for (String container : docker("ps", "-a", "--no-trunc", "--format", "container {{.ID}}")) {
            all.add(container);
        }
        for (String image :
                docker("images", "-a", "--no-trunc", "--format", "image {{.ID}} {{.Repository}}:{{.Tag}}")) {
            all.add(image);
        }
        return all;
    }

    /** Lines that the client prints; fails where it fails. */
    static List<String> docker(String... arguments) {
        PackerProcess.Ended ended = run(true, arguments);
        return ended.output().lines().filter(line -> !line.isBlank()).toList();
    }

    private static PackerProcess.Ended run(boolean mustSucceed, String... arguments) {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        try {
            // What it warns of, such as forwarding that the machine has off, is no part of an answer.
            Path warnings = Files.createTempFile("docker-client", ".err");
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(warnings.toFile());
            builder.environment().put("DOCKER_CONFIG", CLIENT_CONFIGURATION.toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            String errors = Files.readString(warnings);
            Files.delete(warnings);
            if (mustSucceed && exitCode != 0) {
                throw new AssertionError(line + " failed: " + output + errors);
            }
            return new PackerProcess.Ended(exitCode, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
