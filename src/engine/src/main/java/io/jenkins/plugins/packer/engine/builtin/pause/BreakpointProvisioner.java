package io.jenkins.plugins.packer.engine.builtin.pause;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;

/** Stops until the user presses enter. Behaves as Packer's {@code provisioner/breakpoint}. */
public final class BreakpointProvisioner implements Provisioner<BreakpointConfiguration> {

    @Override
    public String type() {
        return "breakpoint";
    }

    @Override
    public String summary() {
        return "Stops until the user presses enter.";
    }

    @Override
    public Class<BreakpointConfiguration> configurationType() {
        return BreakpointConfiguration.class;
    }

    @Override
    public void provision(BreakpointConfiguration configuration, ProvisionContext context) throws ComponentException {
        String note = configuration.note();
        String named = note == null || note.isEmpty() ? "" : " with note \"" + note + "\"";
        if (configuration.disable()) {
            context.ui().say("Breakpoint provisioner" + named + " disabled; continuing...");
            return;
        }
        context.ui().say("Pausing at breakpoint provisioner" + named + ".");
        context.ui().ask("Press enter to continue.");
    }
}
