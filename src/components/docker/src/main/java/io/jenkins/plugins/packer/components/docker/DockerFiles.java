package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The folder with the Docker client's configuration: {@code DOCKER_CONFIG}, else {@code ~/.docker}. It is only read. */
record DockerFiles(Path folder) {

    static DockerFiles of(Map<String, String> environment) {
        String config = environment.get("DOCKER_CONFIG");
        return new DockerFiles(
                config != null && !config.isEmpty()
                        ? Path.of(config)
                        : home(environment).resolve(".docker"));
    }

    /** The user's home directory. */
    static Path home(Map<String, String> environment) {
        String home = environment.get("HOME");
        if (home == null || home.isEmpty()) {
            home = environment.get("USERPROFILE");
        }
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
    }

    /**
     * {@code config.json}; a missing node where there is none.
     *
     * @throws ComponentException when it cannot be read
     */
    JsonNode configuration() throws ComponentException {
        return read(folder.resolve("config.json"));
    }

    /** Description of a context, as {@code docker context create} wrote it; a missing node where there is none. */
    JsonNode context(String name) throws ComponentException {
        return read(
                folder.resolve("contexts").resolve("meta").resolve(digest(name)).resolve("meta.json"));
    }

    /** Folder of a context's certificates, whether or not it is there. */
    Path contextCertificates(String name) {
        return folder.resolve("contexts").resolve("tls").resolve(digest(name)).resolve("docker");
    }

    private static JsonNode read(Path file) throws ComponentException {
        if (!Files.exists(file)) {
            return MissingNode.getInstance();
        }
        try {
            return JsonTree.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ComponentException(
                    "Cannot read the Docker configuration file " + file + ": " + e.getMessage()
                            + ". Repair it, or set DOCKER_CONFIG to another folder.",
                    e);
        }
    }

    private static String digest(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
