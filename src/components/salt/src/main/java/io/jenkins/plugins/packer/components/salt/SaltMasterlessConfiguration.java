package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code salt-masterless} provisioner.
 *
 * @param skipBootstrap whether Salt is there
 * @param bootstrapArgs arguments of the installer
 * @param disableSudo whether nothing runs through sudo
 * @param customState state to run
 * @param minionConfig the minion's configuration
 * @param grainsFile its grains
 * @param localStateTree states
 * @param localPillarRoots pillar
 * @param remoteStateTree where the states go
 * @param remotePillarRoots where the pillar goes
 * @param tempConfigDir where files are before that
 * @param noExitOnFailure whether Salt may fail
 * @param logLevel of salt-call
 * @param saltCallArgs further arguments of it
 * @param saltBinDir directory of it
 * @param guestOsType kind of operating system on the machine
 * @param formulas states in Git
 */
public record SaltMasterlessConfiguration(
        @Option(doc = "Does not install Salt: it is on the machine.", defaultValue = "false")
        boolean skipBootstrap,

        @Option(doc = "Arguments of Salt's bootstrap script.") @Nullable
        String bootstrapArgs,

        @Option(doc = "Runs nothing through sudo.", defaultValue = "false")
        boolean disableSudo,

        @Option(doc = "State to run with state.sls; by default all with state.highstate.") @Nullable
        String customState,

        @Option(
                doc = "Local configuration of the minion to upload; excludes remote_state_tree and"
                        + " remote_pillar_roots, which it says itself.")
        @Nullable
        String minionConfig,

        @Option(doc = "Local grains of the minion to upload.") @Nullable
        String grainsFile,

        @Option(doc = "Local state tree to upload.", required = true)
        String localStateTree,

        @Option(doc = "Local pillar roots to upload.") @Nullable
        String localPillarRoots,

        @Option(doc = "Where the state tree is on the machine; by default /srv/salt, on Windows C:/salt/state.")
        @Nullable
        String remoteStateTree,

        @Option(doc = "Where the pillar roots are on the machine; by default /srv/pillar, on Windows C:/salt/pillar/.")
        @Nullable
        String remotePillarRoots,

        @Option(
                doc = "Where files are on the machine before they are moved to their places; by default /tmp/salt, on"
                        + " Windows C:/Windows/Temp/salt/.")
        @Nullable
        String tempConfigDir,

        @Option(doc = "Goes on when Salt fails.", defaultValue = "false")
        boolean noExitOnFailure,

        @Option(doc = "Log level of salt-call.", defaultValue = "info")
        String logLevel,

        @Option(doc = "Further arguments of salt-call.") @Nullable
        String saltCallArgs,

        @Option(doc = "Directory of salt-call where it is not on the machine's PATH.") @Nullable
        String saltBinDir,

        @Option(doc = "Kind of operating system on the machine: unix or windows.", defaultValue = "unix")
        String guestOsType,

        @Option(
                doc = "Formulas to add to the state tree, each a directory of a Git repository, such as"
                        + " git::https://github.com/saltstack-formulas/sudoers-formula.git//sudoers?ref=v0.25.0.")
        List<String> formulas) {

    public SaltMasterlessConfiguration {
        formulas = List.copyOf(formulas);
    }
}
