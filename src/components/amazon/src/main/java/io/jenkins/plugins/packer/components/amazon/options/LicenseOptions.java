package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** A license of the instance. */
public record LicenseOptions(
        @Nullable @Option(doc = "The license configuration.")
        Request licenseConfigurationRequest) {

    /** A license configuration. */
    public record Request(
            @Option(doc = "ARN of the license configuration.", required = true)
            String licenseConfigurationArn) {}
}
