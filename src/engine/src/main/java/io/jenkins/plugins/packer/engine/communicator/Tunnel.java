package io.jenkins.plugins.packer.engine.communicator;

/**
 * A port that leads somewhere else, as {@code ssh_local_tunnels} and {@code ssh_remote_tunnels} write it:
 * {@code PORT:HOST:PORT}, with an IPv6 address in brackets.
 *
 * @param port the port that is listened on, on localhost; 0 for any
 * @param host where it leads
 * @param hostPort the port there
 */
public record Tunnel(int port, String host, int hostPort) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a message for the user when the text is none
     */
    public static Tunnel parse(String text) {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        if (first < 0 || first == last) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no tunnel: write PORT:HOST:PORT, such as 8080:localhost:3000");
        }
        String host = text.substring(first + 1, last);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has too many colons: write an IPv6 address in brackets");
        }
        return new Tunnel(port(text, text.substring(0, first)), host, port(text, text.substring(last + 1)));
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                "\"" + digits + "\" in \"" + text + "\" is no port: it is a number from 0 to 65535");
    }
}
