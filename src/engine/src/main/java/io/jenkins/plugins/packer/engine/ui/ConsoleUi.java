package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.ui.RunSummary.Build;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.BuildEnded;
import io.jenkins.plugins.packer.report.RunEvent.BuildsPlanned;
import io.jenkins.plugins.packer.report.RunEvent.DiagnosticFound;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.PlannedBuild;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import io.jenkins.plugins.packer.report.RunEvent.RunEnded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Prints a run for people, in the form of Packer's output ({@code packer/ui.go}): a colour for each build, errors in
 * red, all on one stream. An event's text is written at once, so lines of parallel builds do not mix. Steps and
 * progress are not shown, as Packer does not without a terminal.
 */
public final class ConsoleUi implements RunListener {
    private static final int RED = 31;
    /** Green, cyan, magenta, yellow, blue. */
    private static final int[] COLOURS = {32, 36, 35, 33, 34};

    private final OutputStream out;
    private final boolean colour;
    private final @Nullable ZoneId timestamps;
    private final RunSummary summary = new RunSummary();

    /**
     * A console.
     *
     * @param out takes the text in UTF-8; flushed after each event
     * @param colour {@code -color}
     * @param timestamps the zone of {@code -timestamp-ui}, or null for none
     */
    public ConsoleUi(OutputStream out, boolean colour, @Nullable ZoneId timestamps) {
        this.out = out;
        this.colour = colour;
        this.timestamps = timestamps;
    }

    @Override
    public synchronized void on(RunEvent event) throws IOException {
        summary.on(event);
        if (event instanceof Message message) {
            say(message.build(), message.level(), message.time(), EventText.of(message));
        } else if (event instanceof ResourceLeft left) {
            say(left.build(), Level.ERROR, left.time(), EventText.of(left));
        } else if (event instanceof BuildEnded ended) {
            Level level = ended.outcome() == Outcome.SUCCEEDED ? Level.SAY : Level.ERROR;
            say(ended.build(), level, ended.time(), summary.ended(ended));
        } else if (event instanceof DiagnosticFound diagnostic) {
            print(diagnostic.text());
        } else if (event instanceof BuildsPlanned planned && colour) {
            for (PlannedBuild build : planned.builds()) {
                print(coloured(build.name(), Level.SAY, build.name() + ": output will be in this color."));
            }
            print("");
        } else if (event instanceof RunEnded ended && summary.isRun()) {
            end(ended);
        }
    }

    private void end(RunEnded ended) throws IOException {
        print(summary.waited(ended.time()));
        if (ended.outcome() == Outcome.CANCELLED) {
            print(EventText.CANCELLED);
            // Packer keeps to itself what was done before the signal came.
            artifacts();
        } else {
            errors();
            if (summary.withArtifacts().isEmpty()) {
                print(EventText.NO_ARTIFACTS);
            }
            artifacts();
        }
        if (!ended.journal().isEmpty()) {
            print(EventText.leftBehind(ended));
        }
    }

    private void errors() throws IOException {
        if (!summary.failed().isEmpty()) {
            print(EventText.ERRORS);
            for (Build build : summary.failed()) {
                print("--> " + build.name + ": " + build.error());
            }
        }
    }

    private void artifacts() throws IOException {
        if (summary.withArtifacts().isEmpty()) {
            return;
        }
        print(EventText.ARTIFACTS);
        for (Build build : summary.withArtifacts()) {
            for (ArtifactReport artifact : build.artifacts()) {
                print("--> " + build.name + ": " + artifact.description());
            }
        }
    }

    private void say(String build, Level level, Instant time, String text) throws IOException {
        if (build.isEmpty()) {
            print(text);
        } else {
            String stamped = timestamps == null ? text : stamp(time, timestamps) + ": " + text;
            print(colour ? coloured(build, level, stamped) : stamped);
        }
    }

    private String coloured(String build, Level level, String text) {
        int code = level == Level.ERROR ? RED : COLOURS[summary.build(build).number % COLOURS.length];
        return "\u001b[" + (level == Level.MESSAGE ? 0 : 1) + ";" + code + "m" + text + "\u001b[0m";
    }

    private static String stamp(Instant time, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(time);
        String local =
                LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset).toString();
        return (local.length() == "2026-11-22T00:00".length() ? local + ":00" : local) + offset;
    }

    private void print(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
