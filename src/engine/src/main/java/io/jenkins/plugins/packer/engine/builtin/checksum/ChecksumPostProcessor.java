package io.jenkins.plugins.packer.engine.builtin.checksum;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.file.CountedInput;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes digests of an artifact's files. Behaves as Packer's {@code post-processor/checksum}: lines are added to a file
 * that exists, and only a file that did not becomes part of the artifact.
 */
public final class ChecksumPostProcessor implements PostProcessor<ChecksumConfiguration> {
    /** Packer's identifier of the post-processor. */
    public static final String BUILDER_ID = "packer.post-processor.checksum";

    @Override
    public String type() {
        return "checksum";
    }

    @Override
    public String summary() {
        return "Writes digests of an artifact's files.";
    }

    @Override
    public Class<ChecksumConfiguration> configurationType() {
        return ChecksumConfiguration.class;
    }

    @Override
    public void check(ChecksumConfiguration configuration, ConfigurationCheck check) {
        for (String type : configuration.checksumTypes()) {
            if (FileDigests.algorithm(type).isEmpty()) {
                check.error(
                        "checksum_types",
                        "Unrecognized checksum type",
                        "Unrecognized checksum type: " + type
                                + ". Known are md5, sha1, sha224, sha256, sha384 and sha512.");
            }
        }
    }

    @Override
    public Result process(ChecksumConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        RunDirectory directory = RunDirectory.of(context);
        List<Path> files = new ArrayList<>(input.files());
        List<Map<String, String>> digests = new ArrayList<>(files.size());
        for (Path file : input.files()) {
            digests.add(digests(directory.resolve(file), configuration.checksumTypes(), context));
        }
        for (Map.Entry<String, String> output :
                lines(configuration, input, digests, context).entrySet()) {
            Path path = directory.resolve(output.getKey());
            if (Files.exists(path)) {
                append(path, output.getValue());
            } else {
                context.resources().produce(Resource.file(path), () -> append(path, output.getValue()));
                files.add(Path.of(output.getKey()));
            }
        }
        List<String> names = files.stream().map(Path::toString).toList();
        return new Result(
                directory.artifact(BUILDER_ID, "", "Created artifact from files: " + String.join(", ", names), files),
                true,
                true);
    }

    /** The lines of each output file, in Packer's order: by type first, then by file. */
    private static Map<String, String> lines(
            ChecksumConfiguration configuration, Artifact input, List<Map<String, String>> digests, StepContext context)
            throws ComponentException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String type : configuration.checksumTypes()) {
            if (input.files().isEmpty()) {
                break;
            }
            String output = output(configuration, type, context);
            StringBuilder text = new StringBuilder(lines.getOrDefault(output, ""));
            for (int i = 0; i < digests.size(); i++) {
                text.append(digests.get(i).get(type))
                        .append('\t')
                        .append(input.files().get(i).getFileName())
                        .append('\n');
            }
            lines.put(output, text.toString());
        }
        return lines;
    }

    private static String output(ChecksumConfiguration configuration, String type, StepContext context)
            throws ComponentException {
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("BuildName", context.sourceName());
        data.put("BuilderType", context.builderType());
        data.put("ChecksumType", type);
        try {
            return context.templates().render(configuration.output(), data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error interpolating output: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> digests(Path file, List<String> types, StepContext context)
            throws ComponentException {
        try {
            long size = Files.size(file);
            try (InputStream content = new CountedInput(
                    Files.newInputStream(file),
                    context.cancellation(),
                    done -> context.ui().progress("Checksums of " + file.getFileName(), done, size))) {
                return FileDigests.of(content, types);
            }
        } catch (IOException e) {
            throw new ComponentException("unable to compute checksums of " + file + ": " + e, e);
        }
    }

    private static Path append(Path path, String lines) throws ComponentException {
        try {
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.writeString(
                    path, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ComponentException("unable to create file " + path + ": " + e, e);
        }
    }
}
