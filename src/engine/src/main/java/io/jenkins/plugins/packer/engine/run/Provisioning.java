package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.run.ConfiguredProvisioner.Ready;
import io.jenkins.plugins.packer.engine.ui.BuildEvents;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.report.RunEvent.Phase;

/**
 * Runs the provisioners of one build on its machine: pauses, time limits and further attempts in the order of Packer's
 * wrappers ({@code packer/provisioner.go}): each attempt pauses, and the limit is that of an attempt.
 */
final class Provisioning {
    private final PlannedBuild build;
    private final RunSettings settings;
    private final RunTools tools;
    private final Ui ui;
    private final BuildEvents events;
    private final ResourceScope resources;
    private final DebugPause debug;

    Provisioning(
            PlannedBuild build,
            RunSettings settings,
            RunTools tools,
            Ui ui,
            BuildEvents events,
            ResourceScope resources,
            DebugPause debug) {
        this.build = build;
        this.settings = settings;
        this.tools = tools;
        this.ui = ui;
        this.events = events;
        this.resources = resources;
        this.debug = debug;
    }

    /** Runs one provisioner to its end. */
    void run(PlannedProvisioner planned, BuildData data, Communicator communicator) throws ComponentException {
        tools.cancellation().check();
        debug.pause("Pausing before the next provisioner. Press enter to continue.");
        String description = planned.name().equals(planned.type())
                ? planned.type()
                : planned.name() + " (type " + planned.type() + ")";
        try {
            events.step(Phase.PROVISION, description, planned.definition(), () -> {
                Ready ready = planned.provisioner().ready(data);
                attempts(planned, data, communicator, ready);
                return ready;
            });
        } catch (ComponentException e) {
            tools.cancellation().check();
            if (!planned.continueOnError()) {
                throw e;
            }
            ui.say("Warning: Provisioner failed with " + quoted(e)
                    + ", but continue_on_error is set; continuing the build.");
        }
    }

    private void attempts(PlannedProvisioner planned, BuildData data, Communicator communicator, Ready ready)
            throws ComponentException {
        int left = planned.maxRetries();
        while (true) {
            tools.cancellation().check();
            try {
                limited(planned, data, communicator, ready);
                return;
            } catch (ComponentException e) {
                tools.cancellation().check();
                if (left <= 0) {
                    if (planned.maxRetries() > 0) {
                        ui.say("retry limit reached.");
                    }
                    throw e;
                }
                ui.say("Provisioner failed with " + quoted(e) + ", retrying with " + left + " trie(s) left");
                left--;
            }
        }
    }

    private void limited(PlannedProvisioner planned, BuildData data, Communicator communicator, Ready ready)
            throws ComponentException {
        if (planned.timeout().isZero()) {
            once(planned, data, communicator, ready, tools.cancellation());
            return;
        }
        String late = "Provisioner " + planned.name() + " took longer than its timeout of "
                + DurationText.brief(planned.timeout());
        try (TimeLimit limit = new TimeLimit(
                planned.timeout(), tools.cancellation(), () -> ui.error("Cancelling provisioner after a timeout..."))) {
            try {
                once(planned, data, communicator, ready, limit.token());
            } catch (ComponentException | CancelledException e) {
                if (limit.isExpired() && !tools.cancellation().isCancelled()) {
                    throw new ComponentException(late, e);
                }
                throw e;
            }
        }
    }

    private void once(
            PlannedProvisioner planned,
            BuildData data,
            Communicator communicator,
            Ready ready,
            Cancellation cancellation)
            throws ComponentException {
        if (!planned.pauseBefore().isZero()) {
            ui.say("Pausing " + DurationText.brief(planned.pauseBefore()) + " before the next provisioner...");
            cancellation.pause(planned.pauseBefore());
        }
        ready.provision(new MachineContext(
                build,
                settings,
                tools.secrets(),
                ui,
                resources,
                cancellation,
                data,
                planned.provisioner().component(),
                communicator));
    }

    private static String quoted(ComponentException e) {
        return '"'
                + String.valueOf(e.getMessage())
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }
}
