package io.jenkins.plugins.packer.engine.builtin.pause;

import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;

/**
 * Options of the {@code sleep} provisioner.
 *
 * @param duration how long
 */
public record SleepConfiguration(
        @Option(doc = "How long to wait before the next provisioner starts.", defaultValue = "0s")
        Duration duration) {}
