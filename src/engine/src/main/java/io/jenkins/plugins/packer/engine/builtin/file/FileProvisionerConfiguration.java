package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code file} provisioner.
 *
 * @param content text to upload
 * @param source path to transfer
 * @param sources paths to transfer
 * @param destination where to
 * @param direction upload or download
 * @param generated whether the sources come into being during the build
 */
public record FileProvisionerConfiguration(
        @Option(doc = "Text to write to destination; excludes source and sources.") @Nullable
        String content,

        @Option(
                doc = "File or directory to transfer; a directory with a trailing slash transfers its content.",
                renderedTwice = true)
        @Nullable
        String source,

        @Option(doc = "Several files or directories to transfer to one directory.", renderedTwice = true)
        List<String> sources,

        @Option(
                doc = "Path to write to; a trailing slash makes it a directory in which the source keeps its name.",
                required = true,
                renderedTwice = true)
        String destination,

        @Option(
                doc = "\"upload\" copies to the machine, \"download\" from the machine to here.",
                defaultValue = "upload")
        String direction,

        @Option(
                doc = "Looks for the sources only when they are uploaded, for files that the build itself makes.",
                defaultValue = "false")
        boolean generated) {

    public FileProvisionerConfiguration {
        sources = List.copyOf(sources);
    }

    /** Everything to transfer, in the order in which Packer does: {@code sources}, then {@code source}. */
    List<String> allSources() {
        List<String> all = new ArrayList<>(sources);
        if (source != null && !source.isEmpty()) {
            all.add(source);
        }
        return all;
    }

    boolean isDownload() {
        return "download".equals(direction);
    }
}
