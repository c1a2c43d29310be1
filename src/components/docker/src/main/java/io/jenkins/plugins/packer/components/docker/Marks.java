package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.StepContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The labels that everything carries which a run creates on an engine, so that it can be found by run, or by itself
 * where the process died before it learned the id. An image that is committed inherits its container's labels.
 */
final class Marks {
    /** Id of the run. */
    static final String RUN = "io.jenkins.packer.run";
    /** Address of what asked for the run. */
    static final String RUN_URL = "io.jenkins.packer.run-url";
    /** Name of the build. */
    static final String BUILD = "io.jenkins.packer.build";
    /** What one container, and the image committed from it, is found by. */
    static final String CONTAINER = "io.jenkins.packer.container";
    /** What one image built from a Dockerfile is found by. */
    static final String IMAGE = "io.jenkins.packer.image";

    private static final int RANDOM_DIGITS = 8;
    private static final int RUN_DIGITS = 8;

    private Marks() {}

    /** A name that nothing else has. */
    static String name(StepContext context) {
        String run = context.runId();
        return "packer-" + run.substring(0, Math.min(RUN_DIGITS, run.length())) + "-" + random();
    }

    static String random() {
        return UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
    }

    /** The labels of something of its own kind. */
    static Map<String, String> labels(StepContext context, String kind, String mark) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(RUN, context.runId());
        if (!context.runUrl().isEmpty()) {
            labels.put(RUN_URL, context.runUrl());
        }
        labels.put(BUILD, context.buildName());
        labels.put(kind, mark);
        return labels;
    }
}
