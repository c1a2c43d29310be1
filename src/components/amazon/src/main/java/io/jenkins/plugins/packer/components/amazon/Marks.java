package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.StepContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The tags that everything carries which a run creates, so that it can be found by run, or by itself where the process
 * died before it learned the id.
 */
final class Marks {
    /** Id of the run. */
    static final String RUN = "io.jenkins.packer.run";
    /** Address of what asked for the run. */
    static final String RUN_URL = "io.jenkins.packer.run-url";
    /** Name of the build. */
    static final String BUILD = "io.jenkins.packer.build";

    private Marks() {}

    static Map<String, String> of(StepContext context) {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put(RUN, context.runId());
        if (!context.runUrl().isEmpty()) {
            marks.put(RUN_URL, context.runUrl());
        }
        marks.put(BUILD, context.buildName());
        return marks;
    }

    /** A name that nothing else has, such as {@code packer_8c1f...}. */
    static String name(String prefix) {
        return prefix + UUID.randomUUID();
    }
}
