package io.jenkins.plugins.packer.engine.builtin.compress;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs an artifact's files. Behaves as Packer's {@code post-processor/compress}; the same input gives the same bytes.
 */
public final class CompressPostProcessor implements PostProcessor<CompressConfiguration> {
    /** Packer's identifier of the post-processor. */
    public static final String BUILDER_ID = "packer.post-processor.compress";

    /** Extensions that users expect to work, for which Packer writes something else. */
    private static final List<String> MISLEADING = List.of("bz2", "tbz2", "tgz", "txz", "zst", "7z", "rar");

    @Override
    public String type() {
        return "compress";
    }

    @Override
    public String summary() {
        return "Packs an artifact's files into an archive or a compressed file.";
    }

    @Override
    public Class<CompressConfiguration> configurationType() {
        return CompressConfiguration.class;
    }

    @Override
    public void check(CompressConfiguration configuration, ConfigurationCheck check) {
        if (configuration.compressionLevel() < Level.DEFAULT) {
            check.error(
                    "compression_level",
                    "Invalid compression level",
                    "Invalid compression level. Expected an integer from -1 to 9.");
        }
        checkOneOf("archive", configuration.archive(), CompressFormat.ARCHIVES, check);
        checkOneOf("algorithm", configuration.algorithm(), CompressFormat.ALGORITHMS, check);
        List<String> extensions = CompressFormat.extensions(configuration);
        String last = extensions.isEmpty() ? "" : extensions.get(extensions.size() - 1);
        if (MISLEADING.contains(last)) {
            check.warning(
                    check.isSet("format") ? "format" : "output",
                    "Unknown extension",
                    "The extension " + last
                            + " is not among tar, zip, gz, bgzf, lz4, xz and bzip2: a gzip-compressed tar"
                            + " archive is written.");
        }
    }

    private static void checkOneOf(String option, String value, List<String> known, ConfigurationCheck check) {
        if (value != null && !value.isEmpty() && !known.contains(value)) {
            check.error(option, "Unknown " + option, option + " must be one of " + String.join(", ", known) + ".");
        }
    }

    @Override
    public Result process(CompressConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        CompressFormat format = CompressFormat.of(configuration);
        String output = output(configuration, context);
        RunDirectory directory = RunDirectory.of(context);
        Path target = directory.resolve(output);
        if (format.archive().isEmpty() && input.files().size() != 1) {
            throw new ComponentException("Can only have 1 input file when not using tar/zip. Found "
                    + input.files().size() + " files: " + input.files());
        }
        for (Path file : input.files()) {
            if (directory.resolve(file).equals(target)) {
                throw new ComponentException("The output " + output + " is one of the files to compress.");
            }
        }
        context.resources().produce(Resource.file(target), () -> {
            write(configuration, format, input, output, context);
            return target;
        });
        context.ui().say("Archive " + output + " completed");
        return new Result(
                directory.artifact(BUILDER_ID, "", "compressed artifacts in: " + output, List.of(Path.of(output))),
                false,
                false);
    }

    private static void write(
            CompressConfiguration configuration,
            CompressFormat format,
            Artifact input,
            String output,
            StepContext context)
            throws ComponentException {
        Path target = RunDirectory.of(context).resolve(output);
        Level level = Level.of(configuration.compressionLevel());
        try {
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!format.algorithm().isEmpty()) {
                context.ui().say(Compression.announcement(format.algorithm(), output));
            }
            try (OutputStream file = Files.newOutputStream(target);
                    OutputStream compressed = Compression.open(format.algorithm(), level, file)) {
                Packing packing = new Packing(input.files(), context);
                switch (format.archive()) {
                    case "tar" -> {
                        context.ui().say("Tarring " + output + " with " + format.compressionName());
                        TarArchive.write(packing, compressed);
                    }
                    case "zip" -> {
                        context.ui().say("Zipping " + output);
                        packing.zip(compressed, level);
                    }
                    default -> {
                        context.ui().say("Archiving " + input.files().get(0) + " with " + format.compressionName());
                        packing.single(compressed);
                    }
                }
            }
        } catch (IOException e) {
            throw new ComponentException("Writing the archive " + target + " failed: " + e, e);
        }
    }

    private static String output(CompressConfiguration configuration, StepContext context) throws ComponentException {
        Map<String, Object> data = new HashMap<>(context.generated());
        data.put("BuildName", context.sourceName());
        data.put("BuilderType", context.builderType());
        try {
            return context.templates().render(configuration.output(), data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error interpolating output value: " + e.getMessage(), e);
        }
    }
}
