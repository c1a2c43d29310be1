package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;

/** What the snapshots behind an image get. */
public record SnapshotOptions(
        @Option(doc = "Tags of the snapshots; Go templates with the build's data are rendered.", renderedLater = true)
        Map<String, String> snapshotTags,

        @Option(doc = "One tag of the snapshots as a block.")
        List<TagBlock> snapshotTag,

        @Option(doc = "Accounts that may make volumes of the snapshots.")
        List<String> snapshotUsers,

        @Option(doc = "Groups that may make volumes of the snapshots: all.")
        List<String> snapshotGroups) {

    /** All tags of the snapshots. */
    public Map<String, String> tags() {
        return TagBlock.merge(snapshotTags, snapshotTag);
    }
}
