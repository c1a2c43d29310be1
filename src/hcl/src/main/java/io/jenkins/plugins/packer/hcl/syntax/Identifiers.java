package io.jenkins.plugins.packer.hcl.syntax;

/** What a name is: Unicode's ID_Start or an underscore, then ID_Continue or hyphens. */
final class Identifiers {
    private Identifiers() {}

    static boolean isAsciiStart(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    private static boolean isAsciiContinue(byte b) {
        return isAsciiStart(b) || b >= '0' && b <= '9' || b == '-';
    }

    /** Where the name that starts at an offset ends, or the offset itself where there is none. */
    static int end(byte[] source, int start, int limit) {
        int end = start;
        while (end < limit) {
            byte b = source[end];
            if (b >= 0) {
                if (end == start ? !isAsciiStart(b) : !isAsciiContinue(b)) {
                    break;
                }
                end++;
            } else {
                int length = Utf8.sequenceLength(source, end, limit);
                if (length == 0 || !isPart(Utf8.codePoint(source, end, length), end == start)) {
                    break;
                }
                end += length;
            }
        }
        return end;
    }

    private static boolean isPart(int codePoint, boolean first) {
        // Java counts ignorable format characters among the parts of an identifier; Unicode's ID_Continue does not.
        return first
                ? Character.isUnicodeIdentifierStart(codePoint)
                : Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }
}
