package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.report.RunEvent.ArtifactReport;
import io.jenkins.plugins.packer.report.RunEvent.FileReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Artifacts as data for the report. */
final class ArtifactReports {
    private ArtifactReports() {}

    static ArtifactReport of(Artifact artifact) {
        List<FileReport> files = new ArrayList<>();
        for (Path file : artifact.files()) {
            // A directory, or a file that is gone, has no size.
            files.add(new FileReport(
                    file.toString(), file.toFile().isFile() ? file.toFile().length() : 0, ""));
        }
        return new ArtifactReport(
                artifact.builderId(),
                artifact.id(),
                artifact.description(),
                new TreeMap<>(artifact.images()),
                files,
                new TreeMap<>(artifact.attributes()));
    }
}
