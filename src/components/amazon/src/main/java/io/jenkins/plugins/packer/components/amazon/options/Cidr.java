package io.jenkins.plugins.packer.components.amazon.options;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of addresses, such as {@code 203.0.113.0/24}.
 *
 * @param text as it is written
 * @param ipv4 whether its addresses are of version 4, else 6
 */
public record Cidr(String text, boolean ipv4) {
    private static final int BITS_OF_4 = 32;
    private static final int BITS_OF_6 = 128;

    /** Reads a range; empty where the text is none. Never asks a name server. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || !text.substring(0, slash).matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(text.substring(0, slash));
            boolean ipv4 = address instanceof Inet4Address;
            int bits = Integer.parseInt(text.substring(slash + 1));
            boolean valid = bits >= 0 && bits <= (ipv4 ? BITS_OF_4 : BITS_OF_6);
            return valid ? Optional.of(new Cidr(text, ipv4)) : Optional.empty();
        } catch (UnknownHostException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
