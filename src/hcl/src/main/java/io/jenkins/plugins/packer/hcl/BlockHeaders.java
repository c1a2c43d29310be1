package io.jenkins.plugins.packer.hcl;

import org.jspecify.annotations.Nullable;

/** Knows in which block a place of a file is, for messages such as {@code in source "docker" "base"}. */
@FunctionalInterface
public interface BlockHeaders {
    /** Knows of no block. */
    BlockHeaders NONE = (file, offset) -> null;

    /**
     * The header of the outermost block around a place.
     *
     * @param file the file
     * @param offset the place, in bytes
     * @return type and labels as they are written, or null outside of blocks
     */
    @Nullable
    String around(SourceFile file, int offset);
}
