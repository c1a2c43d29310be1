package io.jenkins.plugins.packer.hcl.value;

import java.text.Normalizer;

/** Unicode normal form C, in which all strings of values are kept, so that equal texts are equal strings. */
public final class Normal {
    /** No code point below this takes part in a composition. */
    private static final char FIRST_COMBINING = 0x300;

    private Normal() {}

    public static String form(String text) {
        return isSimple(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static boolean isForm(String text) {
        return isSimple(text) || Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }
}
