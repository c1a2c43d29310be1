package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.config.Option;

/**
 * Options of the {@code null} data source.
 *
 * @param input what comes out again
 */
public record NullDataConfiguration(
        @Option(doc = "A text, which is the output \"output\" again.", required = true)
        String input) {}
