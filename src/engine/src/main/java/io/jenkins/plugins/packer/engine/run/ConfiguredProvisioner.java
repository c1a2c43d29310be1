package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;

/**
 * A provisioner with its configuration.
 *
 * @param component the provisioner
 * @param configuration its options, overrides for the source merged in
 * @param <C> configuration record
 */
public record ConfiguredProvisioner<C extends Record>(Provisioner<C> component, LateConfiguration<C> configuration) {

    /** A provisioner whose options are decoded. */
    @FunctionalInterface
    interface Ready {
        void provision(ProvisionContext context) throws ComponentException;
    }

    Ready ready(BuildData data) throws ComponentException {
        C decoded = configuration.configuration(data);
        return context -> component.provision(decoded, context);
    }
}
