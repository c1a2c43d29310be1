package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactProduced;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.BuildEnded;
import io.jenkins.plugins.packer.report.RunEvent.BuildStarted;
import io.jenkins.plugins.packer.report.RunEvent.BuildsPlanned;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.PlannedBuild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events told so far about each build, in the template's order: from it the end of the output is written. */
final class RunSummary {
    /** One build. */
    static final class Build {
        final String name;
        final int number;
        private @Nullable Instant started;
        private @Nullable BuildEnded end;
        private final List<ArtifactReport> artifacts = new ArrayList<>();

        private Build(String name, int number) {
            this.name = name;
            this.number = number;
        }

        /** Its artifacts, where it succeeded: what a failed build leaves is not offered as a result. */
        List<ArtifactReport> artifacts() {
            return end != null && end.outcome() == Outcome.SUCCEEDED ? artifacts : List.of();
        }

        /** What it failed with, or empty. */
        String error() {
            return end == null || end.outcome() == Outcome.SUCCEEDED ? "" : failure(end);
        }
    }

    private final Map<String, Build> builds = new LinkedHashMap<>();
    private @Nullable Instant planned;

    void on(RunEvent event) {
        if (event instanceof BuildsPlanned plan) {
            planned = plan.time();
            for (PlannedBuild build : plan.builds()) {
                build(build.name());
            }
        } else if (event instanceof BuildStarted start) {
            build(start.build()).started = start.time();
        } else if (event instanceof ArtifactProduced produced) {
            build(produced.build()).artifacts.add(produced.artifact());
        } else if (event instanceof BuildEnded ended) {
            build(ended.build()).end = ended;
        }
    }

    /** Whether builds were going to run at all. */
    boolean isRun() {
        return planned != null;
    }

    Build build(String name) {
        Build build = builds.get(name);
        if (build == null) {
            build = new Build(name, builds.size());
            builds.put(name, build);
        }
        return build;
    }

    Iterable<Build> builds() {
        return builds.values();
    }

    /** The line for the end of a build. */
    String ended(BuildEnded event) {
        Instant started = build(event.build()).started;
        String duration = DurationText.words(started == null ? Duration.ZERO : Duration.between(started, event.time()));
        return event.outcome() == Outcome.SUCCEEDED
                ? "Build '" + event.build() + "' finished after " + duration + "."
                : "Build '" + event.build() + "' errored after " + duration + ": " + failure(event);
    }

    /** The line for the end of all. */
    String waited(Instant end) {
        return "\n==> Wait completed after "
                + DurationText.words(planned == null ? Duration.ZERO : Duration.between(planned, end));
    }

    List<Build> failed() {
        List<Build> failed = new ArrayList<>();
        for (Build build : builds.values()) {
            if (!build.error().isEmpty()) {
                failed.add(build);
            }
        }
        return failed;
    }

    List<Build> withArtifacts() {
        List<Build> successful = new ArrayList<>();
        for (Build build : builds.values()) {
            if (!build.artifacts().isEmpty()) {
                successful.add(build);
            }
        }
        return successful;
    }

    private static String failure(BuildEnded event) {
        return event.error().isEmpty() ? "build was cancelled" : event.error();
    }
}
