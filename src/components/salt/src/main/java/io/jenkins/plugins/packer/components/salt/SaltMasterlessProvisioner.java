package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;

/** Uploads Salt states and applies them on the machine, as Packer's {@code salt-masterless}. */
public final class SaltMasterlessProvisioner implements Provisioner<SaltMasterlessConfiguration> {

    @Override
    public String type() {
        return "salt-masterless";
    }

    @Override
    public String summary() {
        return "Installs Salt, uploads states and applies them on the machine, without a Salt master.";
    }

    @Override
    public Class<SaltMasterlessConfiguration> configurationType() {
        return SaltMasterlessConfiguration.class;
    }

    @Override
    public void check(SaltMasterlessConfiguration configuration, ConfigurationCheck check) {
        GuestOs.check(configuration.guestOsType(), check);
        LocalPaths paths = new LocalPaths(check);
        paths.directory("local_state_tree", configuration.localStateTree());
        paths.directory("local_pillar_roots", configuration.localPillarRoots());
        paths.file("minion_config", configuration.minionConfig());
        paths.file("grains_file", configuration.grainsFile());
        boolean minion = SaltRun.isGiven(configuration.minionConfig()) || check.isUnknown("minion_config");
        if (minion
                && (SaltRun.isGiven(configuration.remoteStateTree())
                        || SaltRun.isGiven(configuration.remotePillarRoots()))) {
            check.error(
                    "minion_config",
                    "Conflicting options",
                    "remote_state_tree and remote_pillar_roots only apply when minion_config is not used.");
        }
        if (!check.isUnknown("formulas")) {
            for (String formula : configuration.formulas()) {
                if (Formula.of(formula).isEmpty()) {
                    check.error(
                            "formulas",
                            "Invalid formula URL",
                            "Invalid formula URL: " + formula + ". It must name a Git repository and a directory of it,"
                                    + " such as git::https://example.org/team/web-formula.git//web, and may end in"
                                    + " ?ref= and a branch, tag or commit.");
                }
            }
        }
    }

    @Override
    public void provision(SaltMasterlessConfiguration configuration, ProvisionContext context)
            throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        new SaltRun(configuration, context).run();
    }
}
