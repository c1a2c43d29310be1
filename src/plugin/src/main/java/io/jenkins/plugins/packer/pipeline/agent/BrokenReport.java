package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks whether the engine has begun a report and not ended it. Its last event is one short line.
 *
 * @param report the file
 */
record BrokenReport(String report) implements AgentTask<Boolean> {
    private static final String LAST = "{\"event\":\"run_ended\"";
    private static final int TAIL = 64 * 1024;

    @Override
    public Boolean perform(Path directory) throws IOException {
        Path file = Path.of(report);
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, content.length())];
            content.seek(content.length() - tail.length);
            content.readFully(tail);
            return !new String(tail, StandardCharsets.UTF_8).contains(LAST);
        }
    }
}
