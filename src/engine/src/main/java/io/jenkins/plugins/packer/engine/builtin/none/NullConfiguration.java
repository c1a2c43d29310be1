package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.communicator.LaterCommunicators;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.config.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code null} builder.
 *
 * @param communicator how to connect
 * @param later options of ssh and winrm
 */
@Refused(
        options = {"pause_before_connecting"},
        reason =
                "without the ssh and winrm communicators, which come with a later release, there is nothing to connect to")
public record NullConfiguration(
        @Option(doc = "How provisioners reach the machine; \"none\" is for builds whose provisioners all work locally.")
        @Nullable
        String communicator,

        @Group LaterCommunicators later) {}
