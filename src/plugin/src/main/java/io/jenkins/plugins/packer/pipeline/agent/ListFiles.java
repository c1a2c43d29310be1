package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The names of the files in a directory, sorted; none where it is not there. */
public record ListFiles() implements AgentTask<ArrayList<String>> {
    @Override
    public ArrayList<String> perform(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return new ArrayList<>();
        }
        try (Stream<Path> content = Files.list(directory)) {
            return new ArrayList<>(content.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList());
        }
    }
}
