package io.jenkins.plugins.packer.engine.builtin.compress;

/**
 * How hard a compression tries.
 *
 * @param value 1 to 9, or {@link #DEFAULT}
 */
record Level(int value) {
    static final int DEFAULT = -1;
    private static final int BEST = 9;

    /** {@code compression_level}: 0 stands for the default, and what is above 9 for 9. */
    static Level of(int option) {
        return new Level(option <= 0 ? DEFAULT : Math.min(option, BEST));
    }

    /** The level where the algorithm has a default of its own. */
    int orElse(int otherwise) {
        return value == DEFAULT ? otherwise : value;
    }
}
