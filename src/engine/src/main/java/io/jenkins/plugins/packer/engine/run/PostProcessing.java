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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the post-processors of one build and decides which artifacts stay, by the rules of {@code packer/build.go}. Where
 * two artifacts consist of the same resource, it stays as long as one of them does.
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
        if (keepOriginal) {
            results.add(0, original);
        } else {
            destroy(
                    original,
                    null,
                    message -> "Error destroying builder artifact: " + message + "; bad artifact: " + original.files());
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
            } else {
                destroy(
                        input,
                        output,
                        message -> "Failed cleaning up prior artifact: " + message + "; pp is " + planned.type());
            }
            input = output;
            first = false;
        }
        results.add(input);
    }

    private PostProcessor.Result process(PlannedPostProcessor planned, Artifact input) throws ComponentException {
        tools.cancellation().check();
        String description = planned.name().equals(planned.type())
                ? planned.type()
                : planned.name() + " (type " + planned.type() + ")";
        ui.say("Running post-processor: " + description);
        Ui own = new BuildUi(tools.events(), tools.prompt(), tools.cancellation(), build.name(), planned.type());
        PartContext context =
                new PartContext(build, settings, tools.secrets(), own, scope, tools.cancellation(), () -> data);
        try {
            return events.step(
                    Phase.POST_PROCESS,
                    description,
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

    private void destroy(Artifact artifact, @Nullable Artifact next, ErrorText text) {
        Set<Resource> needed = new HashSet<>();
        results.forEach(result -> needed.addAll(result.resources()));
        if (next != null) {
            needed.addAll(next.resources());
            needed.addAll(original.resources());
        }
        List<Resource> resources = artifact.resources();
        for (int index = resources.size() - 1; index >= 0; index--) {
            Resource resource = resources.get(index);
            if (!needed.contains(resource)) {
                try {
                    scope.remove(resource);
                } catch (ComponentException e) {
                    errors.add(text.of(String.valueOf(e.getMessage())));
                }
            }
        }
    }

    @FunctionalInterface
    private interface ErrorText {
        String of(String message);
    }
}
