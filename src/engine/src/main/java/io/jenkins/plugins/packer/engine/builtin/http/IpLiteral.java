package io.jenkins.plugins.packer.engine.builtin.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses written as numbers, and networks of them. Nothing here asks a name server. */
final class IpLiteral {
    private IpLiteral() {}

    /** Whether a host that is written as a number is in a network such as {@code 10.0.0.0/8}. */
    static boolean isWithin(String host, String network) {
        int slash = network.indexOf('/');
        byte[] address = bytes(host);
        byte[] start = bytes(network.substring(0, slash));
        String bits = network.substring(slash + 1);
        if (address == null || start == null || address.length != start.length || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int prefix = Integer.parseInt(bits);
        for (int i = 0; i < Math.min(prefix, address.length * 8); i++) {
            int mask = 0x80 >> (i % 8);
            if ((address[i / 8] & mask) != (start[i / 8] & mask)) {
                return false;
            }
        }
        return prefix <= address.length * 8;
    }

    private static byte @Nullable [] bytes(String text) {
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!plain.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !plain.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(plain).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
