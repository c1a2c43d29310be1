package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.jspecify.annotations.Nullable;

/**
 * How to log in to one SSH server.
 *
 * @param username the user
 * @param password empty for none
 * @param keys to try in order
 * @param agent environment that names an agent whose keys are tried first, or null
 * @param questions answers what the server asks, or null for the password
 */
record SshLogin(
        String username,
        String password,
        List<KeyPair> keys,
        @Nullable Map<String, String> agent,
        @Nullable UserInteraction questions) {

    SshLogin {
        keys = List.copyOf(keys);
    }

    /** The ways that will be tried, for messages. */
    String ways() {
        StringBuilder ways = new StringBuilder();
        add(ways, agent != null, "the keys of the SSH agent");
        add(ways, !keys.isEmpty(), keys.size() == 1 ? "the private key" : "the private keys");
        add(ways, !password.isEmpty(), "the password");
        add(ways, questions != null, "the user's answers");
        return ways.length() == 0 ? "nothing" : ways.toString();
    }

    private static void add(StringBuilder ways, boolean used, String way) {
        if (used) {
            ways.append(ways.length() == 0 ? "" : " and ").append(way);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return username + " with " + ways();
    }
}
