package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options of the post-processor {@code shell-local}.
 *
 * @param shell those that the provisioner has too
 * @param keepInputArtifact whether the input stays
 */
public record ShellLocalPostConfiguration(
        @Group ShellLocalConfiguration shell,

        @Option(doc = "Has no say here: the input is always kept, since it is also what the next post-processor gets.")
        @Nullable
        Boolean keepInputArtifact) {}
