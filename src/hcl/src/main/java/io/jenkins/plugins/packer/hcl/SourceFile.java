package io.jenkins.plugins.packer.hcl;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a source file and the name under which messages speak of it.
 *
 * @param name name shown to the user, usually a path relative to the working directory
 * @param bytes content, UTF-8 where it is valid at all
 */
public record SourceFile(String name, byte[] bytes) {

    public static SourceFile of(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
