package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;

/**
 * How AWS is asked whether something is done. Both together limit the time; what is 0 comes from {@code AWS_MAX_ATTEMPTS}
 * and {@code AWS_POLL_DELAY_SECONDS}, else from what is waited for.
 */
public record PollingOptions(
        @Option(doc = "How often AWS is asked at most; 0 for the default.", defaultValue = "0")
        int maxAttempts,

        @Option(doc = "Seconds between two questions; 0 for the default.", defaultValue = "0")
        int delaySeconds) {}
