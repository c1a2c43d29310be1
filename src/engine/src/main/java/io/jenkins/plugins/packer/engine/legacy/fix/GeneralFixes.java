package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Corrections of builders of every kind. */
final class GeneralFixes {
    private static final Pattern CREATE_TIME = Pattern.compile("\\{\\{\\s*\\.CreateTime\\s*}}");
    private static final Pattern CLEAN_NAME = Pattern.compile("clean_(image|ami)_name");

    private GeneralFixes() {}

    static void isoMd5(Options builder) {
        if (builder.values().get("iso_md5") instanceof String) {
            builder.rename("iso_md5", "iso_checksum");
            builder.put("iso_checksum_type", "md5");
        }
    }

    static void createTime(Options builder) {
        for (String name : List.of("ami_name", "bundle_prefix", "snapshot_name")) {
            if (builder.values().get(name) instanceof String text) {
                builder.put(name, CREATE_TIME.matcher(text).replaceAll(Matcher.quoteReplacement("{{timestamp}}")));
            }
        }
    }

    static void cleanImageName(Options builder) {
        builder.values().replaceAll((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                cleanImageName(nested);
                return value;
            }
            return cleaned(value);
        });
    }

    @SuppressWarnings("unchecked")
    private static void cleanImageName(Map<?, ?> nested) {
        ((Map<String, @Nullable Object>) nested).replaceAll((name, value) -> cleaned(value));
    }

    private static @Nullable Object cleaned(@Nullable Object value) {
        return value instanceof String text ? CLEAN_NAME.matcher(text).replaceAll("clean_resource_name") : value;
    }

    static void sshWaitTimeout(Options builder) {
        if (builder.has("ssh_timeout")) {
            builder.remove("ssh_wait_timeout");
        } else {
            builder.rename("ssh_wait_timeout", "ssh_timeout", String.class);
        }
    }

    static void isoChecksum(Options builder) {
        String url = builder.text("iso_checksum_url");
        String type = builder.text("iso_checksum_type");
        String checksum = builder.text("iso_checksum");
        builder.remove("iso_checksum_url");
        builder.remove("iso_checksum_type");
        if (!url.isEmpty()) {
            builder.put("iso_checksum", "file:" + url);
        } else if (!checksum.isEmpty()) {
            builder.put("iso_checksum", type.isEmpty() ? checksum : type + ":" + checksum);
        }
    }
}
