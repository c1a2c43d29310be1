package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Corrections of the builders of clouds. */
final class CloudFixes {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private CloudFixes() {}

    private static boolean isAmazon(Options builder) {
        return builder.type().startsWith("amazon-");
    }

    static void scalewayAccessKey(Options builder) {
        if (builder.isOfType("scaleway")) {
            builder.renameUnlessSet("access_key", "organization_id", String.class);
        }
    }

    static void amazonShutdownBehavior(Options builder) {
        if (isAmazon(builder)) {
            builder.rename("shutdown_behaviour", "shutdown_behavior");
        }
    }

    static void amazonEnhancedNetworking(Options builder) {
        if (isAmazon(builder)) {
            builder.rename("enhanced_networking", "ena_support", Boolean.class);
        }
    }

    static void amazonPrivateIp(Options builder) throws FixException {
        if (!isAmazon(builder) || builder.has("ssh_interface") || !builder.has("ssh_private_ip")) {
            return;
        }
        boolean isPrivate = truth(builder.values().get("ssh_private_ip"));
        builder.remove("ssh_private_ip");
        builder.put("ssh_interface", isPrivate ? "private_ip" : "public_ip");
    }

    private static boolean truth(@Nullable Object value) throws FixException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (!(value instanceof String text) || !TRUE.contains(text) && !FALSE.contains(text)) {
            throw new FixException("ssh_private_ip is not a boolean: " + value);
        }
        return TRUE.contains(text);
    }

    static void amazonTemporaryCidrs(Options builder) {
        String name = "temporary_security_group_source_cidr";
        if (isAmazon(builder) && builder.values().get(name) instanceof String range) {
            builder.remove(name);
            builder.put(name + "s", List.of(range));
        }
    }

    static void amazonSpotPriceProduct(Options builder) {
        if (builder.isOfType("amazon-ebs", "amazon-ebssurrogate", "amazon-ebsvolume", "amazon-instance")) {
            builder.remove("spot_price_auto_product");
        }
    }

    @SuppressWarnings("unchecked")
    static void azureExcludeFromLatest(Options builder) {
        if (builder.type().startsWith("azure-chroot")
                && builder.values().get("shared_image_destination") instanceof Map<?, ?> destination) {
            new Options((Map<String, @Nullable Object>) destination)
                    .rename("exlude_from_latest", "exclude_from_latest");
        }
    }
}
