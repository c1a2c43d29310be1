package io.jenkins.plugins.packer.components.amazon;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How this process unmounts what it has mounted, where that takes a secret: the journal holds none. A later process, which
 * finds only the journal, has to be one that may unmount by itself.
 */
final class LiveMounts {
    private final Map<String, String> commands = new ConcurrentHashMap<>();

    /** Keeps a command for a place. */
    void keep(String place, String command) {
        commands.put(place, command);
    }

    /** The command for a place that this process has mounted. */
    Optional<String> command(String place) {
        return Optional.ofNullable(commands.get(place));
    }
}
