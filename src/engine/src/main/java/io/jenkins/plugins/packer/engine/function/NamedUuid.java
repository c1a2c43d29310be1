package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UUIDs of version 5, which are the same for the same name in the same namespace: RFC 4122, section 4.3. */
final class NamedUuid {
    private NamedUuid() {}

    static String of(String namespace, String name) {
        UUID space = namespace(namespace);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(16 + text.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(text)
                .array();
        ByteBuffer digest = ByteBuffer.wrap(CryptoFunctions.digest("SHA-1", input));
        long high = digest.getLong() & ~0xf000L | 0x5000L;
        long low = digest.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static UUID namespace(String namespace) {
        return switch (namespace) {
            case "dns" -> wellKnown(0x10);
            case "url" -> wellKnown(0x11);
            case "oid" -> wellKnown(0x12);
            case "x500" -> wellKnown(0x14);
            default -> parse(namespace);
        };
    }

    private static UUID wellKnown(long last) {
        return new UUID(0x6ba7b800_9dad_11d1L | last << 32, 0x80b4_00c04fd430c8L);
    }

    /** Reads the four forms: plain, as URN, in braces, without hyphens. */
    private static UUID parse(String text) {
        String digits = text;
        if (text.length() == 45 && text.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
            digits = text.substring(9);
        } else if (text.length() == 38) {
            digits = text.substring(1, 37);
        }
        if (digits.length() == 36 && hasHyphens(digits)) {
            digits = digits.replace("-", "");
        }
        boolean hexadecimal = digits.length() == 32;
        for (int i = 0; i < digits.length(); i++) {
            hexadecimal &= digits.charAt(i) < 0x80 && Character.digit(digits.charAt(i), 16) >= 0;
        }
        if (!hexadecimal) {
            throw new FunctionException(0, "uuidv5() doesn't support namespace " + text + " (not a UUID)");
        }
        return new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    private static boolean hasHyphens(String text) {
        return text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-';
    }
}
