package io.jenkins.plugins.packer.hcl.value;

import java.util.Comparator;

/** The order of strings by code point, which is that of their UTF-8 bytes and so Go's; Java's own is by UTF-16 unit. */
public final class CodePointOrder implements Comparator<String> {
    /** The only instance that is needed. */
    public static final CodePointOrder INSTANCE = new CodePointOrder();

    private CodePointOrder() {}

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
