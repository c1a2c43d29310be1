package io.jenkins.plugins.packer.engine.builtin.pause;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code breakpoint} provisioner.
 *
 * @param note text to show
 * @param disable whether to go on without asking
 */
public record BreakpointConfiguration(
        @Option(doc = "Text that is shown with the breakpoint, to tell several apart.") @Nullable
        String note,

        @Option(doc = "Goes on without waiting, so that a breakpoint can stay in the template.", defaultValue = "false")
        boolean disable) {}
