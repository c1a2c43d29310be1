package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;

/** Options of the {@code amazon-ami} data source. */
public record AmiDataConfiguration(
        @Group AccessOptions access,

        @Option(doc = "Filters of DescribeImages: name to value.")
        Map<String, String> filters,

        @Option(
                doc = "Whose images: account ids, self, or an alias such as amazon. Needed, so that nobody can slip in"
                        + " an image of the same name.")
        List<String> owners,

        @Option(doc = "Takes the newest image that matches.", defaultValue = "false")
        boolean mostRecent,

        @Option(doc = "Looks among deprecated images too.", defaultValue = "false")
        boolean includeDeprecated) {}
