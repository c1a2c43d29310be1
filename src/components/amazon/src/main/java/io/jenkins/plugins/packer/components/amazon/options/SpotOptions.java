package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spot instance in place of an on-demand one. */
public record SpotOptions(
        @Nullable
        @Option(doc = "The most to pay for an hour, or auto for the on-demand price; unset or 0 for no spot instance.")
        String spotPrice,

        @Nullable @Option(doc = "Has no effect any more: spot_price = \"auto\" needs no product.")
        String spotPriceAutoProduct,

        @Nullable
        @Option(
                doc = "How EC2 picks among the capacity pools: capacity-optimized, capacity-optimized-prioritized,"
                        + " diversified, lowest-price or price-capacity-optimized.")
        String spotAllocationStrategy,

        @Option(
                doc =
                        "Minutes that the spot instance is reserved for, a multiple of 60; EC2 has ended this, except where"
                                + " an account still has it.",
                defaultValue = "0")
        int blockDurationMinutes,

        @Option(doc = "Instance types to choose from, in place of instance_type.")
        List<String> spotInstanceTypes,

        @Option(doc = "Tags of the spot request; Go templates are rendered.", renderedLater = true)
        Map<String, String> spotTags,

        @Option(doc = "One tag of the spot request as a block.")
        List<TagBlock> spotTag,

        @Option(doc = "Tags of the fleet; Go templates are rendered.", renderedLater = true)
        Map<String, String> fleetTags,

        @Option(doc = "One tag of the fleet as a block.") List<TagBlock> fleetTag) {

    private static final int HOUR = 60;
    private static final List<String> STRATEGIES = List.of(
            "capacity-optimized",
            "capacity-optimized-prioritized",
            "diversified",
            "lowest-price",
            "price-capacity-optimized");

    /** Whether a spot instance is asked for. */
    public boolean wanted() {
        return spotPrice != null && !spotPrice.isEmpty() && !spotPrice.equals("0");
    }

    /** All tags of the spot request. */
    public Map<String, String> requestTags() {
        return TagBlock.merge(spotTags, spotTag);
    }

    /** All tags of the fleet. */
    public Map<String, String> allFleetTags() {
        return TagBlock.merge(fleetTags, fleetTag);
    }

    /** Reports what cannot work together. */
    void check(@Nullable String instanceType, ConfigurationCheck check) {
        boolean hasType = instanceType != null && !instanceType.isEmpty();
        if (!hasType && spotInstanceTypes.isEmpty() && !check.isUnknown("instance_type")) {
            check.error(
                    "instance_type",
                    "Missing instance type",
                    "Set instance_type, such as \"t3.micro\", or spot_instance_types for a spot instance.");
        } else if (hasType && !spotInstanceTypes.isEmpty()) {
            check.error(
                    "spot_instance_types",
                    "Two ways to choose the instance type",
                    "instance_type and spot_instance_types exclude each other: set one of them.");
        }
        if (spotPriceAutoProduct != null) {
            check.warning(
                    "spot_price_auto_product",
                    "spot_price_auto_product has no effect",
                    "It is not needed any more for spot_price = \"auto\": remove it.");
        }
        if (blockDurationMinutes < 0 || blockDurationMinutes % HOUR != 0) {
            check.error(
                    "block_duration_minutes",
                    "Invalid duration",
                    "block_duration_minutes must be a multiple of 60, such as 120.");
        } else if (blockDurationMinutes > 0) {
            check.warning(
                    "block_duration_minutes",
                    "EC2 has ended spot instances of a fixed duration",
                    "It is passed on, and EC2 is going to refuse it: remove it, and use an on-demand instance where an"
                            + " interruption is not acceptable.");
        }
        if (check.isUnknown("spot_price")) {
            return;
        }
        if (!wanted()) {
            onlyForSpot("spot_tags", !requestTags().isEmpty(), check);
            onlyForSpot("fleet_tags", !allFleetTags().isEmpty(), check);
            onlyForSpot("spot_instance_types", !spotInstanceTypes.isEmpty(), check);
        }
        if (spotAllocationStrategy != null && !STRATEGIES.contains(spotAllocationStrategy)) {
            check.error(
                    "spot_allocation_strategy",
                    "Unknown strategy",
                    "spot_allocation_strategy is one of " + String.join(", ", STRATEGIES) + ".");
        }
    }

    private static void onlyForSpot(String option, boolean given, ConfigurationCheck check) {
        if (given) {
            check.error(
                    option,
                    "Not a spot instance",
                    option + " is for spot instances: set spot_price, such as \"auto\", or remove it.");
        }
    }
}
