package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.engine.ui.RunListener;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log that {@code PACKER_LOG=1} asks for: every event of a run, one a line, on standard error, or in the file that
 * {@code PACKER_LOG_PATH} names.
 */
final class RunLog implements RunListener, AutoCloseable {
    /** Made where a log is asked for, no sooner: the first look at the time zone takes Java longer than it takes to validate. */
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream stream;
    private final boolean own;

    private RunLog(PrintStream stream, boolean own) {
        this.stream = stream;
        this.own = own;
    }

    /**
     * Opens it.
     *
     * @return null where nobody asked for a log
     * @throws UsageException where its file cannot be written
     */
    static @Nullable RunLog open(Surroundings surroundings) throws UsageException {
        Map<String, String> environment = surroundings.environment();
        String wish = environment.getOrDefault("PACKER_LOG", "");
        if (wish.isEmpty() || wish.equals("0")) {
            return null;
        }
        String name = environment.getOrDefault("PACKER_LOG_PATH", "");
        if (name.isEmpty()) {
            return new RunLog(surroundings.errors(), false);
        }
        Path file = surroundings.directory().resolve(name);
        try {
            return new RunLog(new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UsageException("The log cannot be written to " + file + ", which PACKER_LOG_PATH names: "
                    + FileTrouble.reason(e) + ". Name a file in a directory that exists.");
        }
    }

    @Override
    public void on(RunEvent event) {
        stream.println(time.format(event.time()) + " [" + level(event) + "] " + event);
    }

    private static String level(RunEvent event) {
        if (event instanceof RunEvent.Message message) {
            return message.level() == RunEvent.Level.ERROR ? "ERROR" : "INFO";
        }
        if (event instanceof RunEvent.DiagnosticFound diagnostic) {
            return diagnostic.severity().equals("error") ? "ERROR" : "WARN";
        }
        return "INFO";
    }

    @Override
    public void close() {
        if (own) {
            stream.close();
        }
    }
}
