package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach a machine by WinRM; what the options {@code winrm_*} say.
 *
 * @param host name or address
 * @param port 5985 by custom for HTTP, 5986 for HTTPS
 * @param username {@code user}, {@code DOMAIN\\user} or {@code user@domain}
 * @param password its password
 * @param https whether to use TLS
 * @param insecure whether any certificate will do
 * @param ntlm whether to log in with NTLM, and over HTTP encrypt with it, instead of Basic
 * @param noProxy whether to leave out the proxies that the environment names
 * @param timeout how long the machine may take to answer; more than a minute counts as one, since longer work is asked
 *     for again and again
 */
public record WinRmSettings(
        String host,
        int port,
        String username,
        String password,
        boolean https,
        boolean insecure,
        boolean ntlm,
        boolean noProxy,
        Duration timeout) {
    private static final Duration LONGEST_OPERATION = Duration.ofMinutes(1);

    /** Where requests go. */
    URI uri() {
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create((https ? "https" : "http") + "://" + name + ":" + port + "/wsman");
    }

    /** How long the machine holds a request back that it has no answer to yet. */
    Duration operationTimeout() {
        boolean given = timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST_OPERATION) < 0;
        return given ? timeout : LONGEST_OPERATION;
    }

    /** Without the password, since records print all they hold. */
    @Override
    public String toString() {
        return username + "@" + uri() + (ntlm ? " (NTLM)" : " (Basic)");
    }
}
