package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;

/** Runs scripts on this machine while the image is being built. Behaves as Packer's {@code provisioner/shell-local}. */
public final class ShellLocalProvisioner implements Provisioner<ShellLocalConfiguration> {

    @Override
    public String type() {
        return "shell-local";
    }

    @Override
    public String summary() {
        return "Runs scripts on the machine that Packer runs on.";
    }

    @Override
    public Class<ShellLocalConfiguration> configurationType() {
        return ShellLocalConfiguration.class;
    }

    @Override
    public void check(ShellLocalConfiguration configuration, ConfigurationCheck check) {
        ShellLocalCheck.check(configuration, check);
    }

    @Override
    public void provision(ShellLocalConfiguration configuration, ProvisionContext context) throws ComponentException {
        new LocalScripts(configuration, context).run();
    }
}
