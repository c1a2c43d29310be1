package io.jenkins.plugins.packer.engine.builtin.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Computes several digests of a stream while reading it once. */
final class FileDigests {
    private static final int BUFFER = 1 << 16;

    private FileDigests() {}

    /** Java's name of a digest, or nothing for one that Packer does not know. */
    static Optional<String> algorithm(String type) {
        return switch (type) {
            case "md5" -> Optional.of("MD5");
            case "sha1" -> Optional.of("SHA-1");
            case "sha224" -> Optional.of("SHA-224");
            case "sha256" -> Optional.of("SHA-256");
            case "sha384" -> Optional.of("SHA-384");
            case "sha512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }

    /**
     * Reads a stream to its end.
     *
     * @param types digests by Packer's names
     * @return digest in hexadecimal by type
     */
    static Map<String, String> of(InputStream content, Collection<String> types) throws IOException {
        Map<String, MessageDigest> digests = new LinkedHashMap<>();
        for (String type : types) {
            digests.put(type, digest(type));
        }
        byte[] buffer = new byte[BUFFER];
        int count = content.read(buffer);
        while (count >= 0) {
            for (MessageDigest digest : digests.values()) {
                digest.update(buffer, 0, count);
            }
            count = content.read(buffer);
        }
        Map<String, String> result = new LinkedHashMap<>();
        digests.forEach((type, digest) -> result.put(type, HexFormat.of().formatHex(digest.digest())));
        return result;
    }

    private static MessageDigest digest(String type) {
        String algorithm =
                algorithm(type).orElseThrow(() -> new IllegalArgumentException("Unrecognized checksum type: " + type));
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
