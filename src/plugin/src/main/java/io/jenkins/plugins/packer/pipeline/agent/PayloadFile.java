package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that agents get.
 *
 * @param path where it is in the plugin, with {@code /}
 * @param size bytes
 * @param sha256 digest in hexadecimal
 * @param option the component's option that alone needs the file, or empty
 */
public record PayloadFile(String path, long size, String sha256, String option) implements Serializable {

    /** Its name within its set's directory. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a file of an agent is this one, whole and unchanged. */
    boolean isAt(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == size
                && digest(file).equals(sha256);
    }

    static String digest(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream content = Files.newInputStream(file)) {
            byte[] buffer = new byte[65536];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest that every Java has. */
    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java is required to have SHA-256", e);
        }
    }
}
