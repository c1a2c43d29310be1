package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.config.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How provisioners reach the container. */
public record CommunicatorOptions(
        @Option(doc = "How provisioners reach the container: docker or none.", defaultValue = "docker")
        String communicator,

        @Nullable @Option(doc = "How long to wait before provisioning begins, such as 10s.")
        Duration pauseBeforeConnecting) {}
