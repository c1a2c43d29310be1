package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.time.Duration;

/**
 * A provisioner of a planned build.
 *
 * @param type its type, such as {@code shell}
 * @param name its name in the template, or its type where it has none
 * @param pauseBefore {@code pause_before}; zero for none
 * @param maxRetries {@code max_retries}: how often it is tried again
 * @param timeout {@code timeout} of one attempt, the pause included; zero for none
 * @param continueOnError {@code continue_on_error}: whether the build goes on when it fails
 * @param provisioner the work
 * @param definition where it stands in the template
 */
public record PlannedProvisioner(
        String type,
        String name,
        Duration pauseBefore,
        int maxRetries,
        Duration timeout,
        boolean continueOnError,
        ConfiguredProvisioner<?> provisioner,
        SourceRange definition) {}
