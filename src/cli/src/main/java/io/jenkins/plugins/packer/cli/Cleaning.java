package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Waiting;
import java.time.Duration;

/** How removing is tried again. */
final class Cleaning {
    /** Pauses between attempts to remove something: from half a second to half a minute. */
    static final Waiting PAUSES = Waiting.between(Duration.ofMillis(500), Duration.ofSeconds(30));

    private Cleaning() {}
}
