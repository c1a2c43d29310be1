package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that was started by a Jenkins process which did not live to remember it. It stands for what {@link Background#start}
 * would have returned: how the run ended is read from its own directory.
 */
public record FoundRun() implements Serializable {

    /** Whether a run has begun in a directory: the first thing that it does is to open its output. */
    public record HasBegun() implements AgentTask<Boolean> {
        @Override
        public Boolean perform(Path directory) {
            return Files.exists(Path.of(StateDirectory.at(directory).output()));
        }
    }

    /** The exit code that a run has noted, or null while it has not. */
    public record ExitCode() implements AgentTask<@Nullable Integer> {
        @Override
        public @Nullable Integer perform(Path directory) throws IOException {
            Path file = Path.of(StateDirectory.at(directory).exitCode());
            String text = Files.exists(file) ? Files.readString(file) : "";
            // Without the end of its line it is being written.
            return text.endsWith("\n") && text.strip().matches("-?\\d{1,9}") ? Integer.valueOf(text.strip()) : null;
        }
    }
}
