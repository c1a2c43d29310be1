package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes a directory and those above it, where they are not there.
 *
 * @param owned whether only its owner may look into it
 */
public record MakeDirectory(boolean owned) implements AgentTask<String> {
    @Override
    public String perform(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (owned && Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory.toString();
    }
}
