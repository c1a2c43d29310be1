package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One tag as a block, which {@code dynamic} can repeat. */
public record TagBlock(
        @Option(doc = "The tag's name.", required = true, renderedLater = true)
        String key,

        @Option(doc = "The tag's value.", required = true, renderedLater = true)
        String value) {

    /** A map of tags, with those that are blocks added. */
    public static Map<String, String> merge(Map<String, String> tags, List<TagBlock> blocks) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        blocks.forEach(block -> all.put(block.key(), block.value()));
        return all;
    }
}
