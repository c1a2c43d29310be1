package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes files that only their owner can read, in a directory that only its owner can look into: secrets, and what steers a run.
 *
 * @param contents by name within the directory; a name may have directories before it, with {@code /}
 */
public record PrivateFiles(Map<String, byte[]> contents) implements AgentTask<Boolean> {
    public PrivateFiles {
        contents = new LinkedHashMap<>(contents);
    }

    @Override
    public Boolean perform(Path directory) throws IOException {
        new MakeDirectory(true).perform(directory);
        for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
            Path file = directory.resolve(entry.getKey());
            new MakeDirectory(true).perform(Objects.requireNonNull(file.getParent(), entry.getKey()));
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(file, entry.getValue());
        }
        return true;
    }
}
