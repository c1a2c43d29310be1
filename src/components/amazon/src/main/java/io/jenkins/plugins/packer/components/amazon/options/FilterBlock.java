package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One filter as a block, which {@code dynamic} can repeat. */
public record FilterBlock(
        @Option(doc = "The filter's name, as in EC2's API.", required = true)
        String name,

        @Option(doc = "The value to look for.", required = true)
        String value) {

    /** A map of filters, with those that are blocks added. */
    public static Map<String, String> merge(Map<String, String> filters, List<FilterBlock> blocks) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        blocks.forEach(block -> all.put(block.name(), block.value()));
        return all;
    }
}
