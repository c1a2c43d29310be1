package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code file} builder.
 *
 * @param source file to copy
 * @param target file to write
 * @param content text to write
 */
public record FileBuilderConfiguration(
        @Option(doc = "Local file whose content the artifact gets; excludes content.") @Nullable
        String source,

        @Option(doc = "Path of the file to write; missing directories are created.", required = true)
        String target,

        @Option(doc = "Text that the artifact gets; excludes source.") @Nullable
        String content) {}
