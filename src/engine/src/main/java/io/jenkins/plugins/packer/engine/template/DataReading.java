package io.jenkins.plugins.packer.engine.template;

import java.util.List;

/**
 * Which data sources are read while a template is evaluated, and when. One that is not read is checked all the same,
 * and its outputs are unknown.
 *
 * @param extent which are read
 * @param sequential {@code -use-sequential-evaluation}: data sources come before all locals and cannot refer to them
 * @param only {@code -only}: of which builds it is asked what they need
 * @param except {@code -except}: likewise
 */
public record DataReading(Extent extent, boolean sequential, List<String> only, List<String> except) {

    /** Which data sources are read. */
    public enum Extent {
        NONE,
        /** Those to which builds that are to run refer, directly, or through locals and other data sources. */
        NEEDED,
        ALL
    }

    public DataReading {
        only = List.copyOf(only);
        except = List.copyOf(except);
    }

    /** Of all builds. */
    public static DataReading of(Extent extent, boolean sequential) {
        return new DataReading(extent, sequential, List.of(), List.of());
    }
}
