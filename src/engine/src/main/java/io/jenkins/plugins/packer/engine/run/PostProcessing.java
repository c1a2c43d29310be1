package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.resource.JournaledResourceScope;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.ui.BuildEvents;
import io.jenkins.plugins.packer.engine.ui.BuildUi;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the post-processors of one build and decides which artifacts stay, by the rules of {@code packer/build.go}: an
 * artifact that is discarded goes with all that it consists of, also where it had taken that over from the builder's artifact,
 * as those of {@code artifice} and {@code checksum} do. Unlike Packer's, what goes is there until all sequences are through
 * if it was the builder's; what a sequence ends with stays; and so does an artifact that was kept, and passed on as it is.
 */
final class PostProcessing {
    private final PlannedBuild build;
    private final RunSettings settings;
    private final RunTools tools;
    private final Ui ui;
    private final BuildEvents events;
    private final JournaledResourceScope scope;
    private final BuildData data;
    private final Artifact original;
    private final List<Artifact> results = new ArrayList<>();

    /** Those of the results with which a sequence ended. */
    private final List<Artifact> ends = new ArrayList<>();

    /** Resources of the builder that a discarded artifact had taken over, with the text for when they cannot be removed. */
    private final Map<Resource, ErrorText> discarded = new LinkedHashMap<>();

    private final List<String> errors = new ArrayList<>();
    private boolean keepOriginal;

    PostProcessing(
            PlannedBuild build,
            RunSettings settings,
            RunTools tools,
            Ui ui,
            BuildEvents events,
            JournaledResourceScope scope,
            BuildData data,
            Artifact original) {
        this.build = build;
        this.settings = settings;
        this.tools = tools;
        this.ui = ui;
        this.events = events;
        this.scope = scope;
        this.data = data;
        this.original = original;
        this.keepOriginal = build.postProcessors().isEmpty();
    }

    /** Runs all sequences; a failure ends its own sequence only. */
    void run() {
        for (List<PlannedPostProcessor> sequence : build.postProcessors()) {
            sequence(sequence);
        }
        Set<Resource> needed = resources(ends);
        discarded.forEach((resource, text) -> {
            if (!needed.contains(resource)) {
                remove(resource, text);
            }
        });
        if (keepOriginal) {
            results.add(0, original);
        } else {
            destroyOriginal();
        }
    }

    /** What exists now, the builder's artifact first. */
    List<Artifact> results() {
        return results;
    }

    /** The text of all failures, Packer's, or empty. */
    String error() {
        return errors.isEmpty() ? "" : errors.size() + " error(s) occurred:\n\n* " + String.join("\n* ", errors);
    }

    private void sequence(List<PlannedPostProcessor> sequence) {
        Artifact input = original;
        boolean first = true;
        for (PlannedPostProcessor planned : sequence) {
            PostProcessor.Result result;
            long mark = scope.mark();
            try {
                result = process(planned, input);
            } catch (ComponentException e) {
                tools.cancellation().check();
                scope.removeSince(mark);
                errors.add("Post-processor failed: " + e.getMessage());
                return;
            }
            Artifact output = result.artifact();
            if (output == null) {
                return;
            }
            boolean keep = keeps(planned, result);
            if (first) {
                // Other sequences may still need the original: what becomes of it is decided behind them.
                keepOriginal |= keep;
            } else if (keep) {
                results.add(input);
            } else if (!isPassedOn(input)) {
                discard(input, output, planned.type());
            }
            input = output;
            first = false;
        }
        results.add(input);
        ends.add(input);
    }

    private PostProcessor.Result process(PlannedPostProcessor planned, Artifact input) throws ComponentException {
        tools.cancellation().check();
        String description = planned.name().equals(planned.type())
                ? planned.type()
                : planned.name() + " (type " + planned.type() + ")";
        ui.say("Running post-processor: " + description);
        Ui own = new BuildUi(tools.events(), tools.prompt(), tools.cancellation(), build.name(), planned.type());
        PartContext context = new PartContext(
                build,
                settings,
                tools.secrets(),
                own,
                scope,
                tools.cancellation(),
                () -> data,
                planned.postProcessor().component());
        try {
            return events.step(
                    Phase.POST_PROCESS,
                    description,
                    planned.definition(),
                    () -> planned.postProcessor().process(data, input, context));
        } finally {
            scope.removeTemporary();
        }
    }

    private static boolean keeps(PlannedPostProcessor planned, PostProcessor.Result result) {
        Boolean wish = planned.keepInputArtifact();
        if (wish == null || (result.keepInput() && !wish && result.forceKeepInput())) {
            return result.keepInput();
        }
        return wish;
    }

    /** Whether an artifact is the builder's, or one that was kept, itself and not one that looks like it. */
    private boolean isPassedOn(Artifact artifact) {
        return artifact == original || results.stream().anyMatch(result -> result == artifact);
    }

    private void discard(Artifact artifact, Artifact next, String type) {
        ErrorText text = message -> "Failed cleaning up prior artifact: " + message + "; pp is " + type;
        Set<Resource> needed = resources(ends);
        needed.addAll(next.resources());
        for (Resource resource : lastFirst(artifact)) {
            if (original.resources().contains(resource)) {
                discarded.put(resource, text);
            } else if (!needed.contains(resource)) {
                remove(resource, text);
            }
        }
    }

    private void destroyOriginal() {
        Set<Resource> needed = resources(results);
        needed.addAll(discarded.keySet());
        for (Resource resource : lastFirst(original)) {
            if (!needed.contains(resource)) {
                remove(
                        resource,
                        message -> "Error destroying builder artifact: " + message + "; bad artifact: "
                                + original.files());
            }
        }
    }

    private void remove(Resource resource, ErrorText text) {
        try {
            scope.remove(resource);
        } catch (ComponentException e) {
            errors.add(text.of(String.valueOf(e.getMessage())));
        }
    }

    private static Set<Resource> resources(List<Artifact> artifacts) {
        Set<Resource> resources = new HashSet<>();
        artifacts.forEach(artifact -> resources.addAll(artifact.resources()));
        return resources;
    }

    private static List<Resource> lastFirst(Artifact artifact) {
        List<Resource> resources = new ArrayList<>(artifact.resources());
        Collections.reverse(resources);
        return resources;
    }

    @FunctionalInterface
    private interface ErrorText {
        String of(String message);
    }
}
