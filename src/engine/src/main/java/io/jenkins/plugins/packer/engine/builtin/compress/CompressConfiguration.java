package io.jenkins.plugins.packer.engine.builtin.compress;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code compress} post-processor.
 *
 * @param output file to write
 * @param format extension that decides, instead of the output's
 * @param compressionLevel how hard to try
 * @param archive kind of archive
 * @param algorithm kind of compression
 */
public record CompressConfiguration(
        @Option(
                doc =
                        "File to write, a template of {{.BuildName}} and {{.BuilderType}}; its extension decides on archive"
                                + " and compression: tar, zip, gz, bgzf, lz4, xz, bzip2, and tar before one of those.",
                defaultValue = "packer_{{.BuildName}}_{{.BuilderType}}",
                renderedLater = true)
        String output,

        @Option(doc = "Extension that decides instead of the output's, such as tar.gz; it does not change the name.")
        @Nullable
        String format,

        @Option(
                doc = "Effort from 1, the fastest, to 9, the smallest; -1 and 0 stand for the algorithm's own default.",
                defaultValue = "0")
        int compressionLevel,

        @Option(doc = "Kind of archive, tar or zip, where the extension names none.") @Nullable
        String archive,

        @Option(doc = "Compression of an output with the extension tar or zip: pgzip, bgzf, lz4, xz or bzip2.")
        @Nullable
        String algorithm) {}
