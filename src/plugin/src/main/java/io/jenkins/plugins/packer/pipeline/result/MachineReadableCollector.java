package io.jenkins.plugins.packer.pipeline.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link RunResult} of the {@code -machine-readable} output of another Packer. */
public final class MachineReadableCollector {
    private static final int ARTIFACT_FIELDS = 5;

    private final RunResult result;
    private final Map<String, BuildResult> builds = new LinkedHashMap<>();
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private long first;
    private long last;

    /** An artifact whose lines are being read. */
    private static final class Artifact {
        private String builderId = "";
        private String id = "";
        private String description = "";
        private final List<FileResult> files = new ArrayList<>();
    }

    public MachineReadableCollector(RunResult result) {
        this.result = result;
    }

    /**
     * Reads output to its end.
     *
     * @param exitCode Packer's; null where it was killed
     * @param cancelled whether it was told to end
     */
    public RunResult read(InputStream output, Integer exitCode, boolean cancelled) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(",", -1);
            if (fields.length >= 4 && fields[0].matches("\\d{1,12}")) {
                accept(fields);
            }
        }
        boolean succeeded = exitCode != null && exitCode == 0;
        String state = succeeded ? "succeeded" : cancelled ? "cancelled" : "failed";
        result.end(state, "");
        result.giveUp(Clock.systemUTC().millis(), state);
        return result;
    }

    private void accept(String[] fields) {
        last = Long.parseLong(fields[0]) * 1000;
        first = first == 0 ? last : first;
        String build = fields[1];
        if (fields[2].equals("artifact") && fields.length >= ARTIFACT_FIELDS && !build.isEmpty()) {
            artifact(build, fields);
        } else if (fields[2].equals("error") && !build.isEmpty()) {
            build(build, "").end(last, "failed", text(fields[3]));
        } else if (fields[2].equals("ui") && fields[3].equals("error") && fields.length >= ARTIFACT_FIELDS) {
            // What is wrong with the template, or the call, is told to people only.
            String said = text(fields[4]).strip().replaceAll("\\s+", " ");
            if (!said.isEmpty()) {
                result.say(said);
            }
        }
    }

    private void artifact(String build, String[] fields) {
        Artifact artifact = artifacts.computeIfAbsent(build + "," + fields[3], absent -> new Artifact());
        String value = fields.length > ARTIFACT_FIELDS ? text(fields[fields.length - 1]) : "";
        switch (fields[4]) {
            case "builder-id" -> artifact.builderId = value;
            case "id" -> artifact.id = value;
            case "string" -> artifact.description = value;
            case "file" -> artifact.files.add(new FileResult(value, 0, ""));
            case "end" -> {
                build(build, artifact.builderId)
                        .add(new ArtifactResult(
                                artifact.builderId,
                                artifact.id,
                                artifact.description,
                                OtherPackersNames.images(artifact.builderId, artifact.id, artifact.files),
                                artifact.files));
                build(build, artifact.builderId).end(last, "succeeded", "");
            }
            default -> {
                // Lines that a newer Packer adds.
            }
        }
    }

    private BuildResult build(String name, String builderId) {
        return builds.computeIfAbsent(name, absent -> {
            String type = OtherPackersNames.builderType(name, result.getTemplate(), builderId);
            BuildResult build = new BuildResult(name, type);
            build.begin(first);
            result.add(build);
            return build;
        });
    }

    private static String text(String field) {
        return field.replace("%!(PACKER_COMMA)", ",").replace("\\r", "\r").replace("\\n", "\n");
    }
}
