package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which image to start from. */
public record AmiFilterOptions(
        @Option(doc = "Filters of DescribeImages: name to value.")
        Map<String, String> filters,

        @Option(
                doc = "Whose images: account ids, self, or an alias such as amazon. Needed, so that nobody can slip in"
                        + " an image of the same name.")
        List<String> owners,

        @Option(doc = "Takes the newest image that matches.", defaultValue = "false")
        boolean mostRecent,

        @Option(doc = "Looks among deprecated images too.", defaultValue = "false")
        boolean includeDeprecated) {

    /** Reports that neither an image nor a filter says what to start from, or that a filter trusts everybody. */
    public static void checkSource(
            @Nullable String sourceAmi, @Nullable AmiFilterOptions filter, ConfigurationCheck check) {
        if (sourceAmi != null && !sourceAmi.isEmpty() || check.isUnknown("source_ami")) {
            return;
        }
        if (filter == null && !check.isUnknown("source_ami_filter")) {
            check.error(
                    "source_ami",
                    "Missing source image",
                    "Set source_ami to an image's id, or find one with source_ami_filter.");
        } else if (filter != null && filter.owners().isEmpty() && !check.isUnknown("source_ami_filter.owners")) {
            check.error(
                    "source_ami_filter",
                    "Missing owners",
                    "source_ami_filter needs owners, such as [\"amazon\"] or [\"self\"]: without them an image that somebody"
                            + " else published under the same name would be taken.");
        }
    }
}
