package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.ui.Ui;

/** What a provisioner finds around it. */
final class MachineContext extends PartContext implements ProvisionContext {
    private final Communicator communicator;

    MachineContext(
            PlannedBuild build,
            RunSettings settings,
            Redactor secrets,
            Ui ui,
            ResourceScope resources,
            Cancellation cancellation,
            BuildData data,
            Component<?> component,
            Communicator communicator) {
        super(build, settings, secrets, ui, resources, cancellation, () -> data, component);
        this.communicator = communicator;
    }

    @Override
    public Communicator communicator() {
        return communicator;
    }
}
