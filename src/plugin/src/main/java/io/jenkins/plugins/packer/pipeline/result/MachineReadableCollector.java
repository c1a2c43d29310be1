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
            build(build).end(last, "failed", text(fields[3]));
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
                build(build)
                        .add(new ArtifactResult(
                                artifact.builderId,
                                artifact.id,
                                artifact.description,
                                images(artifact.id, artifact.files),
                                artifact.files));
                build(build).end(last, "succeeded", "");
            }
            default -> {
                // Lines that a newer Packer adds.
            }
        }
    }

    private BuildResult build(String name) {
        return builds.computeIfAbsent(name, absent -> {
            int dot = name.indexOf('.');
            BuildResult build = new BuildResult(name, dot < 0 ? name : name.substring(0, dot));
            build.begin(first);
            result.add(build);
            return build;
        });
    }

    /** {@code eu-west-1:ami-1,us-east-1:ami-2} by region; an id without regions, where it is not files, by the empty text. */
    static Map<String, String> images(String id, List<FileResult> files) {
        Map<String, String> images = new LinkedHashMap<>();
        if (id.matches("[\\w-]+:(ami|snap)-\\w+(,[\\w-]+:(ami|snap)-\\w+)*")) {
            for (String image : id.split(",")) {
                int colon = image.indexOf(':');
                images.put(image.substring(0, colon), image.substring(colon + 1));
            }
        } else if (files.isEmpty() && !id.isEmpty()) {
            images.put("", id);
        }
        return images;
    }

    private static String text(String field) {
        return field.replace("%!(PACKER_COMMA)", ",").replace("\\r", "\r").replace("\\n", "\n");
    }
}
