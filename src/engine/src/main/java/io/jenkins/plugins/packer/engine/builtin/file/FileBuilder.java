package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an artifact of a local file or of a text. Behaves as Packer's {@code builder/file}. */
public final class FileBuilder implements Builder<FileBuilderConfiguration> {
    /** Packer's identifier of the builder. */
    public static final String BUILDER_ID = "packer.file";

    @Override
    public String type() {
        return "file";
    }

    @Override
    public String summary() {
        return "Makes an artifact of a local file or of a text.";
    }

    @Override
    public Class<FileBuilderConfiguration> configurationType() {
        return FileBuilderConfiguration.class;
    }

    @Override
    public void check(FileBuilderConfiguration configuration, ConfigurationCheck check) {
        if (isBlank(configuration.target()) && check.isSet("target")) {
            check.error("target", "target required", "The option target is empty; it names the file to write.");
        }
        boolean source = !isBlank(configuration.source()) || check.isUnknown("source");
        boolean content = !isBlank(configuration.content()) || check.isUnknown("content");
        if (source && content) {
            check.error(
                    "content",
                    "Cannot specify source file AND content",
                    "The target gets either a copy of source or the text of content; remove one of them.");
        } else if (!source && !content) {
            check.warning(
                    "target",
                    "Both source file and contents are blank; target will have no content",
                    "Set source or content, unless an empty file is what you want.");
        }
    }

    @Override
    public Artifact build(FileBuilderConfiguration configuration, BuildContext context) throws ComponentException {
        RunDirectory directory = RunDirectory.of(context);
        Path target = directory.resolve(configuration.target());
        context.step(
                "Write file",
                () -> context.resources().produce(Resource.file(target), () -> {
                    write(configuration, target, context);
                    return target;
                }));
        try (NoneCommunicator none = new NoneCommunicator()) {
            context.provision(none, Map.of());
        }
        return directory.artifact(
                BUILDER_ID, "File", "Stored file: " + configuration.target(), List.of(Path.of(configuration.target())));
    }

    private static void write(FileBuilderConfiguration configuration, Path target, BuildContext context)
            throws ComponentException {
        String source = configuration.source();
        try {
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (isBlank(source)) {
                String content = configuration.content();
                LocalWrite.privately(target, (content == null ? "" : content).getBytes(StandardCharsets.UTF_8));
                return;
            }
            Path from = RunDirectory.of(context).resolve(source);
            if (Files.exists(target) && Files.isSameFile(from, target)) {
                throw new ComponentException("source and target are the same file, " + from + ".");
            }
            context.ui().say("Copying " + source + " to " + configuration.target());
            long copied = copy(from, target, context);
            context.ui().say("Copied " + copied + " bytes");
        } catch (IOException e) {
            throw new ComponentException("Writing " + target + " failed: " + e, e);
        }
    }

    private static long copy(Path from, Path target, BuildContext context) throws IOException {
        long size = Files.size(from);
        try (InputStream input = new CountedInput(
                        Files.newInputStream(from),
                        context.cancellation(),
                        done -> context.ui().progress("Copying " + from.getFileName(), done, size));
                OutputStream output = Files.newOutputStream(target)) {
            return input.transferTo(output);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
