package io.jenkins.plugins.packer.engine.function;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A range of IP addresses with a common prefix.
 *
 * @param address the first address
 * @param prefix length of the prefix in bits
 * @param bits length of an address: 32 or 128
 */
record IpNetwork(BigInteger address, int prefix, int bits) {
    static final int BITS_4 = 32;
    static final int BITS_6 = 128;
    private static final int GROUPS = 8;

    /** Reads CIDR notation such as {@code 10.1.2.3/8}; the bits after the prefix are dropped. */
    static Optional<IpNetwork> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, slash);
        int bits = host.indexOf(':') >= 0 ? BITS_6 : BITS_4;
        int prefix = number(text.substring(slash + 1), bits);
        Optional<BigInteger> address = bits == BITS_4 ? parse4(host) : parse6(host);
        return prefix < 0
                ? Optional.empty()
                : address.map(value -> new IpNetwork(value.and(mask(prefix, bits)), prefix, bits));
    }

    private static BigInteger mask(int prefix, int bits) {
        return BigInteger.ONE.shiftLeft(prefix).subtract(BigInteger.ONE).shiftLeft(bits - prefix);
    }

    /** A decimal number up to a limit, or -1. */
    private static int number(String digits, int limit) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            number = number * 10 + (c - '0');
            if (c < '0' || c > '9' || number > limit) {
                return -1;
            }
        }
        return digits.isEmpty() ? -1 : number;
    }

    private static Optional<BigInteger> parse4(String text) {
        String[] parts = text.split("\\.", -1);
        BigInteger address = BigInteger.ZERO;
        for (String part : parts) {
            int octet = part.length() > 1 && part.charAt(0) == '0' ? -1 : number(part, 255);
            if (octet < 0) {
                return Optional.empty();
            }
            address = address.shiftLeft(8).add(BigInteger.valueOf(octet));
        }
        return parts.length == 4 ? Optional.of(address) : Optional.empty();
    }

    private static Optional<BigInteger> parse6(String text) {
        String rest = text;
        long tail = -1;
        if (text.indexOf('.') >= 0) {
            int colon = text.lastIndexOf(':');
            Optional<BigInteger> embedded = parse4(text.substring(colon + 1));
            if (embedded.isEmpty()) {
                return Optional.empty();
            }
            tail = embedded.get().longValue();
            rest = text.substring(0, colon + 1) + Long.toHexString(tail >> 16) + ":" + Long.toHexString(tail & 0xffff);
        }
        int gap = rest.indexOf("::");
        if (gap < 0) {
            return groups(rest, GROUPS);
        }
        String before = rest.substring(0, gap);
        String after = rest.substring(gap + 2);
        int missing = GROUPS - count(before) - count(after);
        if (missing < 1) {
            return Optional.empty();
        }
        Optional<BigInteger> high = groups(before, count(before));
        Optional<BigInteger> low = groups(after, count(after));
        return high.flatMap(h ->
                low.map(l -> h.shiftLeft(16 * (GROUPS - count(before))).add(l)));
    }

    private static int count(String groups) {
        return groups.isEmpty() ? 0 : groups.split(":", -1).length;
    }

    private static Optional<BigInteger> groups(String text, int wanted) {
        BigInteger address = BigInteger.ZERO;
        if (wanted == 0) {
            return Optional.of(address);
        }
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            int value = group.isEmpty() || group.length() > 4 ? -1 : hexadecimal(group);
            if (value < 0) {
                return Optional.empty();
            }
            address = address.shiftLeft(16).add(BigInteger.valueOf(value));
        }
        return groups.length == wanted ? Optional.of(address) : Optional.empty();
    }

    private static int hexadecimal(String group) {
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            int digit = group.charAt(i) < 0x80 ? Character.digit(group.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** The mask of the prefix, written as an address. */
    String mask() {
        return address(mask(prefix, bits), bits);
    }

    /** An address in its usual form: dotted, or shortened hexadecimal groups. */
    static String address(BigInteger address, int bits) {
        boolean mapped = bits == BITS_6 && address.shiftRight(32).equals(BigInteger.valueOf(0xffff));
        if (bits == BITS_4 || mapped) {
            long octets = address.longValue();
            return (octets >> 24 & 0xff) + "." + (octets >> 16 & 0xff) + "." + (octets >> 8 & 0xff) + "."
                    + (octets & 0xff);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = address.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff;
        }
        return shortened(groups);
    }

    /** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes a double colon. */
    private static String shortened(int[] groups) {
        int best = -1;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > length) {
                best = start;
                length = end - start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(i > 0 && (best < 0 || i != best + length) ? ":" : "")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return address(address, bits) + "/" + prefix;
    }
}
