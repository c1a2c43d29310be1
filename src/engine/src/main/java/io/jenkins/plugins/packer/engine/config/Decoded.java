package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of decoding a body. Options are named by path: {@code script}, {@code build.path} within a block,
 * {@code mount[1].target} within a repeated one ({@code mount.target} for the first).
 *
 * @param value the record, or null where the body has errors
 * @param definition the block as a whole
 * @param ranges where each option that the template sets stands
 * @param unknown options whose value is known only when the build runs
 * @param zero options that the template sets to an empty text, or to the number 0 where there is a default: that is as if it
 *     did not set them
 * @param secrets values that must not be shown
 * @param <C> the record
 */
public record Decoded<C extends Record>(
        @Nullable C value,
        SourceRange definition,
        Map<String, SourceRange> ranges,
        Set<String> unknown,
        Set<String> zero,
        Set<String> secrets) {

    public Decoded {
        ranges = Map.copyOf(ranges);
        unknown = Set.copyOf(unknown);
        zero = Set.copyOf(zero);
        secrets = Set.copyOf(secrets);
    }

    /** The record; empty where the body has errors. */
    public Optional<C> configuration() {
        return Optional.ofNullable(value);
    }
}
