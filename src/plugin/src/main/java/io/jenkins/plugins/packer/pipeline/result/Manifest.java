package io.jenkins.plugins.packer.pipeline.result;

import io.jenkins.plugins.packer.report.PackerManifest;
import java.util.ArrayList;
import java.util.List;

/** The results of runs in the form of Packer's {@code manifest} post-processor. */
public final class Manifest {
    private Manifest() {}

    /** The file, in UTF-8: each successful build of each run, in their order. */
    public static byte[] of(List<RunResult> runs) {
        List<PackerManifest.Build> entries = new ArrayList<>();
        String last = "";
        for (RunResult run : runs) {
            for (BuildResult build : run.getBuilds()) {
                if (build.isSuccessful() && !build.getArtifacts().isEmpty()) {
                    entries.add(entry(run, build));
                    last = run.getRunId();
                }
            }
        }
        return new PackerManifest(entries, last).toJson();
    }

    private static PackerManifest.Build entry(RunResult run, BuildResult build) {
        List<PackerManifest.File> files = new ArrayList<>();
        build.files().forEach(file -> files.add(new PackerManifest.File(file.getPath(), file.getSize())));
        String name = build.getName();
        String source = name.substring(name.lastIndexOf('.') + 1);
        return new PackerManifest.Build(
                source,
                build.getBuilderType(),
                build.getEnd() / 1000,
                files.isEmpty() ? null : files,
                build.artifactId(),
                run.getRunId(),
                null);
    }
}
