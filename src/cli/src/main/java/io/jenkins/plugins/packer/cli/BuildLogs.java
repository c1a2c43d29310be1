package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.ui.ConsoleUi;
import io.jenkins.plugins.packer.engine.ui.RunListener;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what each build says to a file of its own, {@code NAME.log} in a directory, with the time before each line. Parallel
 * builds are hard to read in one stream.
 */
final class BuildLogs implements RunListener, AutoCloseable {
    private final Path directory;
    private final Map<String, Log> logs = new HashMap<>();

    /** Logs in this directory, which is there. */
    BuildLogs(Path directory) {
        this.directory = directory;
    }

    private record Log(OutputStream file, ConsoleUi text) {}

    @Override
    public synchronized void on(RunEvent event) throws IOException {
        if (event instanceof RunEvent.BuildStarted started) {
            open(started.build()).text().on(event);
        } else if (event instanceof RunEvent.Message message) {
            pass(message.build(), event);
        } else if (event instanceof RunEvent.ResourceLeft left) {
            pass(left.build(), event);
        } else if (event instanceof RunEvent.ArtifactProduced produced) {
            pass(produced.build(), event);
        } else if (event instanceof RunEvent.BuildEnded ended) {
            pass(ended.build(), event);
            Log log = logs.remove(ended.build());
            if (log != null) {
                log.file().close();
            }
        }
    }

    private void pass(String build, RunEvent event) throws IOException {
        Log log = logs.get(build);
        if (log != null) {
            log.text().on(event);
        }
    }

    private Log open(String build) throws IOException {
        OutputStream file = Files.newOutputStream(directory.resolve(fileName(build)));
        Log log = new Log(file, new ConsoleUi(file, false, ZoneOffset.UTC));
        logs.put(build, log);
        return log;
    }

    /** The name of a build's log: what is not a letter, a digit, a dot, a dash or an underscore becomes an underscore. */
    static String fileName(String build) {
        return build.replaceAll("[^\\w.-]", "_") + ".log";
    }

    @Override
    public synchronized void close() throws IOException {
        for (Log log : logs.values()) {
            log.file().close();
        }
        logs.clear();
    }
}
