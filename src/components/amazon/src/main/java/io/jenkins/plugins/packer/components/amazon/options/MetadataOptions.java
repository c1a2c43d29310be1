package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;

/** The instance metadata service of the instance that is built on. */
public record MetadataOptions(
        @Option(doc = "Whether the service answers: enabled or disabled.", defaultValue = "enabled")
        String httpEndpoint,

        @Option(doc = "Whether version 2 is optional or required.", defaultValue = "optional")
        String httpTokens,

        @Option(doc = "How many hops an answer may take, from 1 to 64.", defaultValue = "1")
        int httpPutResponseHopLimit,

        @Option(doc = "Whether the service tells the instance's tags: enabled or disabled.", defaultValue = "disabled")
        String instanceMetadataTags) {

    private static final int MOST_HOPS = 64;

    /** What holds where the template says nothing. */
    public static final MetadataOptions DEFAULT = new MetadataOptions("enabled", "optional", 1, "disabled");

    /** Reports what EC2 would refuse. */
    public void check(ConfigurationCheck check) {
        oneOf(check, "http_endpoint", httpEndpoint, List.of("enabled", "disabled"));
        oneOf(check, "http_tokens", httpTokens, List.of("optional", "required"));
        oneOf(check, "instance_metadata_tags", instanceMetadataTags, List.of("enabled", "disabled"));
        if (httpPutResponseHopLimit < 1 || httpPutResponseHopLimit > MOST_HOPS) {
            check.error(
                    "metadata_options.http_put_response_hop_limit",
                    "Invalid hop limit",
                    "http_put_response_hop_limit is a number from 1 to " + MOST_HOPS + ".");
        }
    }

    private static void oneOf(ConfigurationCheck check, String option, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            check.error(
                    "metadata_options." + option,
                    "Invalid " + option,
                    option + " is \"" + String.join("\" or \"", allowed) + "\", not \"" + value + "\".");
        }
    }
}
