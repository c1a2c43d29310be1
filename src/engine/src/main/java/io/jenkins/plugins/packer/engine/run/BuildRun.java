package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.JournaledResourceScope;
import io.jenkins.plugins.packer.engine.ui.BuildEvents;
import io.jenkins.plugins.packer.engine.ui.BuildUi;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one build from its builder to its last post-processor, and removes what it must not leave behind. */
final class BuildRun {
    private static final String CANCELLED = "build was cancelled";

    private final PlannedBuild build;
    private final RunSettings settings;
    private final RunTools tools;
    private final Ui ui;
    private final BuildEvents events;
    private final JournaledResourceScope scope;
    private final FailureDecision decision;
    private final DebugPause debug;
    private final Provisioning provisioning;
    private volatile BuildData data = BuildData.none();

    BuildRun(PlannedBuild build, RunSettings settings, RunTools tools) {
        this.build = build;
        this.settings = settings;
        this.tools = tools;
        ui = new BuildUi(tools.events(), tools.prompt(), tools.cancellation(), build.name(), "");
        events = new BuildEvents(tools.events(), build.name());
        scope = new JournaledResourceScope(
                build.name(), tools.journal(), tools.removal(), tools.cancellation(), ui, events);
        decision = new FailureDecision(settings.options().onError(), tools.cancellation(), ui);
        debug = new DebugPause(settings.options().debug(), ui);
        provisioning = new Provisioning(build, settings, tools, ui, events, scope, debug);
    }

    /** Runs the build; whatever it ends with is in the result. */
    BuildResult run() {
        tools.events().publish(new RunEvent.BuildStarted(tools.events().now(), build.name()));
        BuildResult result = outcome();
        int index = 0;
        for (Artifact artifact : result.artifacts()) {
            tools.events()
                    .publish(new RunEvent.ArtifactProduced(
                            tools.events().now(), build.name(), index++, ArtifactReports.of(artifact)));
        }
        tools.events()
                .publish(new RunEvent.BuildEnded(tools.events().now(), build.name(), result.outcome(), result.error()));
        return result;
    }

    private BuildResult outcome() {
        try {
            Artifact artifact = builder();
            debug.pause("Pausing before cleanup. Press enter to continue.");
            scope.removeTemporary();
            return artifact == null ? finished(List.of(), "") : postProcessed(artifact);
        } catch (CancelledException e) {
            if (!tools.cancellation().isCancelled()) {
                return failed("the build was interrupted: " + e.getMessage(), e);
            }
            return cancelled(e);
        } catch (ComponentException e) {
            return tools.cancellation().isCancelled() ? cancelled(e) : failed(message(e), e);
        } catch (RuntimeException | Error e) {
            // A mistake in a component ends its own build, and must not keep its resources from being removed.
            return tools.cancellation().isCancelled() ? cancelled(e) : failed("internal error: " + e, e);
        }
    }

    private @Nullable Artifact builder() throws ComponentException {
        while (true) {
            tools.cancellation().check();
            long mark = scope.mark();
            try {
                return build.builder().build(new Context());
            } catch (ComponentException e) {
                if (!decision.retry(build.builderType(), e)) {
                    throw e;
                }
                scope.removeSince(mark);
                data = BuildData.none();
            }
        }
    }

    private BuildResult postProcessed(Artifact artifact) {
        tools.cancellation().check();
        PostProcessing processing = new PostProcessing(build, settings, tools, ui, events, scope, data, artifact);
        processing.run();
        return finished(processing.results(), processing.error());
    }

    private BuildResult finished(List<Artifact> artifacts, String error) {
        tools.cancellation().check();
        scope.end(true);
        Outcome outcome = error.isEmpty() ? Outcome.SUCCEEDED : Outcome.FAILED;
        return new BuildResult(build.name(), outcome, artifacts, tools.secrets().redact(error), null);
    }

    private BuildResult cancelled(Throwable cause) {
        if (decision.leavesResources() && settings.options().onError() == RunOptions.OnError.ASK) {
            scope.leave("the user chose to abort without cleanup");
        } else {
            scope.end(false);
        }
        return new BuildResult(build.name(), Outcome.CANCELLED, List.of(), CANCELLED, cause);
    }

    private BuildResult failed(String error, Throwable cause) {
        if (decision.leavesResources()) {
            String step = decision.failedStep().isEmpty() ? build.builderType() : decision.failedStep();
            ui.error(error);
            ui.error("Step \"" + step + "\" failed, aborting...");
            scope.leave("the build failed, and is left as it is on error");
        } else {
            debug.pauseUnlessCancelled("Pausing before cleanup. Press enter to continue.");
            scope.end(false);
        }
        return new BuildResult(
                build.name(), Outcome.FAILED, List.of(), tools.secrets().redact(error), cause);
    }

    private static String message(ComponentException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** What the builder finds around it. */
    private final class Context extends PartContext implements BuildContext {
        Context() {
            super(
                    build,
                    settings,
                    tools.secrets(),
                    ui,
                    scope,
                    tools.cancellation(),
                    () -> data,
                    build.builder().component());
        }

        @Override
        public <T> T step(String description, Step<T> action) throws ComponentException {
            while (true) {
                tools.cancellation().check();
                debug.pause("Pausing before step '" + description + "'. Press enter to continue.");
                long mark = scope.mark();
                try {
                    return events.step(Phase.BUILD, description, action::run);
                } catch (ComponentException e) {
                    if (!decision.retry(description, e)) {
                        throw e;
                    }
                    scope.removeSince(mark);
                }
            }
        }

        @Override
        public void provision(Communicator communicator, Map<String, Object> generated) throws ComponentException {
            data = BuildData.ofMachine(generated, communicator.type(), settings.runId());
            data.hideSecrets(tools.secrets());
            while (true) {
                try {
                    for (PlannedProvisioner provisioner : build.provisioners()) {
                        provisioning.run(provisioner, data, communicator);
                    }
                    return;
                } catch (ComponentException e) {
                    if (!decision.retry("provision", e)) {
                        throw cleanedUp(e, communicator);
                    }
                }
            }
        }

        @Override
        public void publish(Map<String, Object> generated) {
            data = data.with(generated);
            data.hideSecrets(tools.secrets());
        }

        private ComponentException cleanedUp(ComponentException failure, Communicator communicator) {
            if (!decision.runsCleanupProvisioner()) {
                return failure;
            }
            ui.say("Provisioning step had errors: Running the cleanup provisioner, if present...");
            PlannedProvisioner cleanup = build.errorCleanup();
            if (cleanup == null) {
                return failure;
            }
            try {
                provisioning.run(cleanup, data, communicator);
                return failure;
            } catch (ComponentException e) {
                ComponentException both = new ComponentException(
                        "Cleanup failed: " + message(e) + ". Original Provisioning error: " + message(failure),
                        failure);
                both.addSuppressed(e);
                return both;
            }
        }
    }
}
