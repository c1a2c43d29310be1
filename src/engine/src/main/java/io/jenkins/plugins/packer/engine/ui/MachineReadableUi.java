package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.ui.RunSummary.Build;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.BuildEnded;
import io.jenkins.plugins.packer.report.RunEvent.DiagnosticFound;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import io.jenkins.plugins.packer.report.RunEvent.RunEnded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Prints a run for programs: Packer's {@code -machine-readable} form, lines of {@code timestamp,target,type,data...}
 * with commas and line ends in the data escaped ({@code packer/ui.go}, {@code command/build.go}).
 */
public final class MachineReadableUi implements RunListener {
    private final OutputStream out;
    private final RunSummary summary = new RunSummary();

    /**
     * A printer.
     *
     * @param out takes the lines in UTF-8; flushed after each event
     */
    public MachineReadableUi(OutputStream out) {
        this.out = out;
    }

    /**
     * One line, with its end.
     *
     * @param time when; whole seconds are shown
     * @param target the build that it is about, or empty
     * @param type what kind of line, such as {@code artifact} or {@code template-builder}
     * @param data the rest, escaped here; no secret in it
     */
    public static String line(Instant time, String target, String type, String... data) {
        StringBuilder line = new StringBuilder();
        line.append(time.getEpochSecond())
                .append(',')
                .append(target)
                .append(',')
                .append(type);
        for (String item : data) {
            line.append(',')
                    .append(item.replace(",", "%!(PACKER_COMMA)")
                            .replace("\r", "\\r")
                            .replace("\n", "\\n"));
        }
        return line.append('\n').toString();
    }

    @Override
    public synchronized void on(RunEvent event) throws IOException {
        summary.on(event);
        if (event instanceof Message message) {
            say(message.time(), message.level(), EventText.of(message));
        } else if (event instanceof ResourceLeft left) {
            say(left.time(), Level.ERROR, EventText.of(left));
        } else if (event instanceof BuildEnded ended) {
            Level level = ended.outcome() == Outcome.SUCCEEDED ? Level.SAY : Level.ERROR;
            say(ended.time(), level, summary.ended(ended));
        } else if (event instanceof DiagnosticFound diagnostic) {
            Level level = "error".equals(diagnostic.severity()) ? Level.ERROR : Level.SAY;
            say(diagnostic.time(), level, diagnostic.text());
        } else if (event instanceof RunEnded ended && summary.isRun()) {
            end(ended);
        }
    }

    private void end(RunEnded ended) throws IOException {
        Instant time = ended.time();
        say(time, Level.SAY, summary.waited(time));
        if (ended.outcome() == Outcome.CANCELLED) {
            say(time, Level.SAY, EventText.CANCELLED);
            // Packer keeps to itself what was done before the signal came.
            artifacts(time);
        } else {
            errors(time);
            if (summary.withArtifacts().isEmpty()) {
                say(time, Level.SAY, EventText.NO_ARTIFACTS);
            }
            artifacts(time);
        }
        if (!ended.journal().isEmpty()) {
            say(time, Level.ERROR, EventText.leftBehind(ended));
        }
    }

    private void errors(Instant time) throws IOException {
        List<Build> failed = summary.failed();
        if (!failed.isEmpty()) {
            print(line(time, "", "error-count", Integer.toString(failed.size())));
            say(time, Level.ERROR, EventText.ERRORS);
            for (Build build : failed) {
                print(line(time, build.name, "error", build.error()));
                say(time, Level.ERROR, "--> " + build.name + ": " + build.error());
            }
        }
    }

    private void artifacts(Instant time) throws IOException {
        List<Build> successful = summary.withArtifacts();
        if (successful.isEmpty()) {
            return;
        }
        say(time, Level.SAY, EventText.ARTIFACTS);
        for (Build build : successful) {
            List<ArtifactReport> artifacts = build.artifacts();
            print(line(time, build.name, "artifact-count", Integer.toString(artifacts.size())));
            for (int index = 0; index < artifacts.size(); index++) {
                artifact(time, build.name, Integer.toString(index), artifacts.get(index));
                say(
                        time,
                        Level.SAY,
                        "--> " + build.name + ": " + artifacts.get(index).description());
            }
        }
    }

    private void artifact(Instant time, String build, String index, ArtifactReport artifact) throws IOException {
        print(line(time, build, "artifact", index, "builder-id", artifact.builderId()));
        print(line(time, build, "artifact", index, "id", artifact.id()));
        print(line(time, build, "artifact", index, "string", artifact.description()));
        int files = artifact.files().size();
        print(line(time, build, "artifact", index, "files-count", Integer.toString(files)));
        for (int file = 0; file < files; file++) {
            String path = artifact.files().get(file).path();
            print(line(time, build, "artifact", index, "file", Integer.toString(file), path));
        }
        print(line(time, build, "artifact", index, "end"));
    }

    private void say(Instant time, Level level, String text) throws IOException {
        print(line(time, "", "ui", level.name().toLowerCase(Locale.ROOT), text));
    }

    private void print(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
