package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;

/** Which VPC: exactly one must match. */
public record VpcFilterOptions(
        @Option(doc = "Filters of DescribeVpcs: name to value.")
        Map<String, String> filters,

        @Option(doc = "One filter as a block.") List<FilterBlock> filter) {

    /** All filters: those of the map, then those of the blocks. */
    public Map<String, String> all() {
        return FilterBlock.merge(filters, filter);
    }
}
