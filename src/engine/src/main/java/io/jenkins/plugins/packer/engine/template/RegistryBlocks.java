package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Block;

/** {@code hcp_packer_registry} blocks, which publish to a service that this engine does not talk to. */
final class RegistryBlocks {
    private RegistryBlocks() {}

    static void warn(Block block, Diagnostics diagnostics) {
        diagnostics.warning(
                "The hcp_packer_registry block does nothing",
                "Builds are not published to the HCP Packer registry. The block can stay: it is read by Packer only.",
                block.definitionRange());
    }
}
