package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Refused;

/**
 * Options of the {@code null} builder.
 *
 * @param connection how provisioners reach the machine
 */
@Refused(
        options = {
            "ssh_keypair_name",
            "temporary_key_pair_name",
            "temporary_key_pair_type",
            "temporary_key_pair_bits",
            "ssh_clear_authorized_keys"
        },
        reason = "the null builder starts no machine, so it can put no temporary key on one; Packer ignores the option")
public record NullConfiguration(@Group CommunicatorOptions connection) {}
