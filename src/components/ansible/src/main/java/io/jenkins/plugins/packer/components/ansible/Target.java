package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmCommunicator;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Ansible reaches the machine.
 *
 * @param connection the build's communicator
 * @param proxied whether through the proxy
 * @param host where it connects to
 * @param port where it connects to
 * @param user who it connects as
 * @param privateKey private key that ssh uses; null for those that it finds itself
 * @param password what it logs in with; empty for none
 */
record Target(
        String connection,
        boolean proxied,
        String host,
        String port,
        String user,
        @Nullable Path privateKey,
        String password) {
    boolean isWinRm() {
        return connection.equals(WinRmCommunicator.TYPE);
    }

    /** A value of the build, or an empty text. */
    static String value(Map<String, Object> generated, String name) {
        Object value = generated.get(name);
        return value == null ? "" : value.toString();
    }
}
