package io.jenkins.plugins.packer.pipeline.result;

import io.jenkins.plugins.packer.report.ReportException;
import io.jenkins.plugins.packer.report.ReportReader;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a {@link RunResult} of the engine's report. */
public final class ReportCollector {
    private final ReportReader reader = new ReportReader();
    private final RunResult result;
    private final Map<String, BuildResult> builds = new LinkedHashMap<>();
    private RunEvent.@Nullable TemplateInspected inspection;

    public ReportCollector(RunResult result) {
        this.result = result;
    }

    /**
     * Reads a report to its end. What is said is passed over unread: it is in the log, and by far the most of it.
     *
     * @param state how the run ended where the report does not say so, since the engine was killed
     */
    public RunResult read(InputStream report, String state) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(report, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!isPassedOver(line)) {
                accept(line);
            }
        }
        result.giveUp(Clock.systemUTC().millis(), state);
        return result;
    }

    /** What the template consists of, if that is what the report is about. */
    public Optional<RunEvent.TemplateInspected> inspection() {
        return Optional.ofNullable(inspection);
    }

    /** Of what is said, only errors of the run as a whole are read. */
    private static boolean isPassedOver(String line) {
        return line.startsWith("{\"event\":\"progress\"")
                || line.startsWith("{\"event\":\"message\"")
                        && !(line.contains("\"build\":\"\"") && line.contains("\"level\":\"error\""));
    }

    private void accept(String line) {
        try {
            reader.read(line).ifPresent(this::accept);
        } catch (ReportException e) {
            // The last line of an engine that was killed is cut off; what came before it still counts.
            return;
        }
    }

    private void accept(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            result.begin(started.runId(), started.version());
        } else if (event instanceof RunEvent.BuildsPlanned planned) {
            planned.builds().forEach(build -> build(build.name(), build.builderType()));
        } else if (event instanceof RunEvent.BuildStarted started) {
            build(started.build(), "").begin(started.time().toEpochMilli());
        } else if (event instanceof RunEvent.StepStarted step) {
            build(step.build(), "")
                    .add(new PhaseResult(
                            step.step(),
                            name(step.phase()),
                            step.description(),
                            step.place(),
                            step.time().toEpochMilli()));
        } else if (event instanceof RunEvent.StepEnded step) {
            build(step.build(), "").end(step.step(), step.time().toEpochMilli(), name(step.outcome()));
        } else if (event instanceof RunEvent.ArtifactProduced produced) {
            build(produced.build(), "").add(artifact(produced.artifact()));
        } else if (event instanceof RunEvent.BuildEnded ended) {
            build(ended.build(), "").end(ended.time().toEpochMilli(), name(ended.outcome()), ended.error());
        } else if (event instanceof RunEvent.RunEnded ended) {
            result.end(name(ended.outcome()), ended.journal());
        } else {
            acceptRare(event);
        }
    }

    private void acceptRare(RunEvent event) {
        if (event instanceof RunEvent.DiagnosticFound found) {
            Place place = found.place();
            result.add(new Problem(
                    found.severity(),
                    found.summary(),
                    found.detail(),
                    place == null ? "" : place.file(),
                    place == null ? 0 : place.line(),
                    place == null ? 0 : place.column()));
        } else if (event instanceof RunEvent.Message message) {
            result.say(message.text());
        } else if (event instanceof RunEvent.ResourceLeft left) {
            result.add(new LeftResource(left.build(), left.kind(), left.name(), left.id(), left.reason()));
        } else if (event instanceof RunEvent.TemplateInspected inspected) {
            inspection = inspected;
        }
    }

    private BuildResult build(String name, String type) {
        return builds.computeIfAbsent(name, absent -> {
            BuildResult build = new BuildResult(name, type);
            result.add(build);
            return build;
        });
    }

    private static ArtifactResult artifact(ArtifactReport artifact) {
        List<FileResult> files = new ArrayList<>();
        artifact.files().forEach(file -> files.add(new FileResult(file.path(), file.size(), file.sha256())));
        return new ArtifactResult(
                artifact.builderId(), artifact.id(), artifact.description(), artifact.images(), files);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
