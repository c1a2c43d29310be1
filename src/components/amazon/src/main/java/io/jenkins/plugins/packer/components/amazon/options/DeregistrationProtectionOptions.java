package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;

/** Protection of an image against being deregistered. */
public record DeregistrationProtectionOptions(
        @Option(doc = "Protects the image.", defaultValue = "false")
        boolean enabled,

        @Option(
                doc = "Keeps the protection for 24 hours after it is switched off; implies enabled.",
                defaultValue = "false")
        boolean withCooldown) {

    /** Whether the image is to be protected. */
    public boolean wanted() {
        return enabled || withCooldown;
    }
}
