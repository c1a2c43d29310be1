package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.ui.ConsoleUi;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.engine.ui.MachineReadableUi;
import io.jenkins.plugins.packer.engine.ui.RunListener;
import io.jenkins.plugins.packer.report.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those who listen to a run: the console and, where they are asked for, the report, the logs of single builds and the log
 * of the run.
 */
final class Listeners implements AutoCloseable {
    private final List<RunListener> all = new ArrayList<>();
    private final @Nullable ReportWriter report;
    private final @Nullable BuildLogs logs;
    private final @Nullable RunLog log;

    private Listeners(
            RunListener console, @Nullable ReportWriter report, @Nullable BuildLogs logs, @Nullable RunLog log) {
        all.add(console);
        this.report = report;
        this.logs = logs;
        if (report != null) {
            all.add(report::write);
        }
        if (logs != null) {
            all.add(logs);
        }
        this.log = log;
        if (log != null) {
            all.add(log);
        }
    }

    /**
     * Opens them.
     *
     * @throws UsageException when a file or the directory of logs cannot be written
     */
    static Listeners open(Arguments arguments, Invocation invocation) throws UsageException {
        Surroundings surroundings = invocation.surroundings();
        OutputStream output = new CheckedOutput(surroundings.output());
        RunListener console = invocation.machineReadable()
                ? new MachineReadableUi(output)
                : new ConsoleUi(
                        output,
                        isColoured(arguments, surroundings.environment()),
                        arguments.isSet("timestamp-ui", false) ? ZoneId.systemDefault() : null);
        String file = arguments.text("report", "");
        String directory = arguments.text("build-logs", "");
        return new Listeners(
                console,
                file.isEmpty() ? null : report(surroundings.directory().resolve(file)),
                directory.isEmpty() ? null : logs(surroundings.directory().resolve(directory)),
                RunLog.open(surroundings));
    }

    private static BuildLogs logs(Path directory) throws UsageException {
        try {
            return new BuildLogs(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UsageException("The directory " + directory + " for the logs of builds cannot be made: "
                    + FileTrouble.reason(e) + ". Name another with -build-logs=DIRECTORY.");
        }
    }

    private static ReportWriter report(Path file) throws UsageException {
        try {
            return new ReportWriter(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UsageException("The report cannot be written to " + file + ": " + FileTrouble.reason(e)
                    + ". Name a file in a directory that exists, with -report=FILE.");
        }
    }

    /** As Packer, in colour unless told not to, whether or not it is a terminal that reads it. */
    private static boolean isColoured(Arguments arguments, Map<String, String> environment) {
        return arguments.isSet("color", true)
                && !environment.containsKey("PACKER_NO_COLOR")
                && !environment.containsKey("NO_COLOR");
    }

    List<RunListener> all() {
        return all;
    }

    @Override
    public void close() throws IOException {
        try (RunLog first = log;
                ReportWriter second = report;
                BuildLogs third = logs) {
            // Each is closed even if another fails.
            return;
        }
    }
}
