package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param outcome how
 * @param exitCode the command's exit code, Packer's: 0, or 1 when a build failed or the run was cancelled
 * @param builds the builds that ended, in the template's order
 * @param journalLeft the journal where something is left behind, or null
 */
public record RunResult(
        Outcome outcome,
        int exitCode,
        List<BuildResult> builds,
        @Nullable Path journalLeft) {
    public RunResult {
        builds = List.copyOf(builds);
    }

    /** The journal where something is left behind. */
    public Optional<Path> journal() {
        return Optional.ofNullable(journalLeft);
    }
}
