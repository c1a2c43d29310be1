package io.jenkins.plugins.packer.engine.communicator;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt to connect reaches the machine: what the template says and what the builder knows, put together.
 *
 * @param host address
 * @param port port
 * @param username user to log in as
 * @param password password, empty for none
 * @param keyPair key pair that the builder put on the machine, null for none
 */
public record MachineAccess(
        String host,
        int port,
        String username,
        String password,
        @Nullable TemporaryKeyPair keyPair) {

    /** The address as people write it: {@code host:port}, {@code [v6]:port}. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return username + "@" + address();
    }
}
