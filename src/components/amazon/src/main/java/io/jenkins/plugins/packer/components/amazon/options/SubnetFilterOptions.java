package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;

/** Which subnet: one must match, unless {@code most_free} or {@code random} picks one of several. */
public record SubnetFilterOptions(
        @Option(doc = "Filters of DescribeSubnets: name to value.")
        Map<String, String> filters,

        @Option(doc = "One filter as a block.") List<FilterBlock> filter,

        @Option(doc = "Takes the subnet with the most free addresses.", defaultValue = "false")
        boolean mostFree,

        @Option(doc = "Takes one of the subnets at random.", defaultValue = "false")
        boolean random) {

    /** All filters: those of the map, then those of the blocks. */
    public Map<String, String> all() {
        return FilterBlock.merge(filters, filter);
    }
}
