package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import io.jenkins.plugins.packer.report.RunEvent.StepEnded;
import io.jenkins.plugins.packer.report.RunEvent.StepStarted;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reports the parts of one build: numbers its steps and tells how each ended. */
public final class BuildEvents {
    private final EventStream events;
    private final String build;
    private final AtomicInteger steps = new AtomicInteger();

    /**
     * Reports for a build.
     *
     * @param events where it is told
     * @param build the build's name
     */
    public BuildEvents(EventStream events, String build) {
        this.events = events;
        this.build = build;
    }

    /** Runs a part of the build between the events of its start and its end. */
    public <T> T step(Phase phase, String description, Work<T> work) throws ComponentException {
        return step(phase, description, "", work);
    }

    /** The same for a part that has a block of its own in the template. */
    public <T> T step(Phase phase, String description, SourceRange block, Work<T> work) throws ComponentException {
        return step(phase, description, block.filename() + " line " + block.startLine(), work);
    }

    private <T> T step(Phase phase, String description, String place, Work<T> work) throws ComponentException {
        int step = steps.incrementAndGet();
        events.publish(new StepStarted(events.now(), build, step, phase, description, place));
        Outcome outcome = Outcome.FAILED;
        try {
            T result = work.run();
            outcome = Outcome.SUCCEEDED;
            return result;
        } catch (CancelledException e) {
            outcome = Outcome.CANCELLED;
            throw e;
        } finally {
            events.publish(new StepEnded(events.now(), build, step, outcome));
        }
    }

    /** Tells that something stays behind. */
    public void left(Resource resource, @Nullable String id, String reason) {
        events.publish(
                new ResourceLeft(events.now(), build, resource.kind(), resource.name(), id == null ? "" : id, reason));
    }

    /**
     * A part of a build.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws ComponentException;
    }
}
