package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One tag of a volume as a block, whose options have other names than those of {@link TagBlock}. */
public record RunVolumeTag(
        @Option(doc = "The tag's name.", required = true, renderedLater = true)
        String name,

        @Option(doc = "The tag's value.", required = true, renderedLater = true)
        String value) {

    /** A map of tags, with those that are blocks added. */
    public static Map<String, String> merge(Map<String, String> tags, List<RunVolumeTag> blocks) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        blocks.forEach(block -> all.put(block.name(), block.value()));
        return all;
    }
}
