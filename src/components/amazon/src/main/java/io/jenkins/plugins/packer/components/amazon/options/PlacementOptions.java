package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** On which hardware the instance runs. */
public record PlacementOptions(
        @Nullable @Option(doc = "ARN of the host resource group to launch in.")
        String hostResourceGroupArn,

        @Nullable @Option(doc = "Id of the dedicated host to launch on.")
        String hostId,

        @Nullable @Option(doc = "default, dedicated or host.")
        String tenancy) {}
