package io.jenkins.plugins.packer.engine.builtin.manifest;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.report.PackerManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a build made to a file of JSON. Behaves as Packer's {@code post-processor/manifest}: entries of earlier
 * runs stay, unless {@code -force} is given. When the build fails afterwards, its entry is taken out again.
 */
public final class ManifestPostProcessor implements PostProcessor<ManifestConfiguration> {

    @Override
    public String type() {
        return "manifest";
    }

    @Override
    public String summary() {
        return "Writes what a build made to a JSON file.";
    }

    @Override
    public Class<ManifestConfiguration> configurationType() {
        return ManifestConfiguration.class;
    }

    @Override
    public Result process(ManifestConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        String output = configuration.output().isEmpty() ? "packer-manifest.json" : configuration.output();
        Path path = RunDirectory.of(context).resolve(output);
        PackerManifest.Build entry = new PackerManifest.Build(
                context.sourceName(),
                context.builderType(),
                configuration.stripTime() ? 0 : Instant.now().getEpochSecond(),
                files(configuration, input, RunDirectory.of(context)),
                input.id(),
                context.runId(),
                customData(configuration, context));
        boolean force = context.options().force();
        context.resources().produce(ManifestEntryReaper.resource(path, entry), () -> {
            new ManifestFile(path, context.cancellation()).update(present -> add(present, entry, force));
            return path;
        });
        return Result.passOn(input);
    }

    private static PackerManifest add(PackerManifest present, PackerManifest.Build entry, boolean force) {
        boolean truncate = force && !present.lastRunUuid().equals(entry.packerRunUuid());
        List<PackerManifest.Build> builds = new ArrayList<>(truncate ? List.of() : present.builds());
        builds.add(entry);
        return new PackerManifest(builds, entry.packerRunUuid());
    }

    private static @Nullable List<PackerManifest.File> files(
            ManifestConfiguration configuration, Artifact input, RunDirectory directory) throws ComponentException {
        if (input.files().isEmpty()) {
            return null;
        }
        List<PackerManifest.File> files = new ArrayList<>(input.files().size());
        for (Path file : input.files()) {
            Path name = configuration.stripPath() ? file.getFileName() : file;
            files.add(new PackerManifest.File(String.valueOf(name), size(directory.resolve(file))));
        }
        return files;
    }

    /** Bytes of a file; 0 for one that is gone, as Packer has it. */
    private static long size(Path file) throws ComponentException {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new ComponentException("Unable to get the size of " + file + ": " + e, e);
        }
    }

    private static @Nullable Map<String, String> customData(ManifestConfiguration configuration, StepContext context)
            throws ComponentException {
        if (configuration.customData().isEmpty()) {
            return null;
        }
        Map<String, String> rendered = new TreeMap<>();
        for (Map.Entry<String, String> entry : configuration.customData().entrySet()) {
            try {
                rendered.put(
                        context.templates().render(entry.getKey(), context.generated()),
                        context.templates().render(entry.getValue(), context.generated()));
            } catch (InterpolationException e) {
                throw new ComponentException("Error interpolating custom data: " + e.getMessage(), e);
            }
        }
        return rendered;
    }
}
