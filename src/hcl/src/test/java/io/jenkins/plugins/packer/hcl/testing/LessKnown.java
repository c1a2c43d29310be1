package io.jenkins.plugins.packer.hcl.testing;

/**
 * Whether one {@link ValueDump} says no more than another: the same, but for values that are not known. cty 1.13 and newer
 * bound what is not known ("refinements": not null, a prefix, a least length) and so know some results that we do not.
 */
public final class LessKnown {
    private final String full;
    private final String partial;
    private int at;

    private LessKnown(String full, String partial) {
        this.full = full;
        this.partial = partial;
    }

    /** Whether the partial answer is the full one with one or more of its values replaced by question marks. */
    public static boolean than(String full, String partial) {
        if (!full.startsWith("ok ") || !partial.startsWith("ok ") || !partial.contains("?")) {
            return false;
        }
        return partial.replace("!", "").equals("ok \"dynamic\" ?") || new LessKnown(full, partial).matches();
    }

    private boolean matches() {
        for (int i = 0; i < partial.length(); i++) {
            if (at >= full.length()) {
                return false;
            }
            if (partial.charAt(i) == '?' && full.charAt(at) != '?') {
                skipValue();
            } else if (partial.charAt(i) != full.charAt(at++)) {
                return false;
            }
        }
        return at == full.length();
    }

    /** Texts have their quotation marks escaped, so that none stands inside one. */
    private void skipValue() {
        int depth = 0;
        boolean quoted = false;
        for (; at < full.length(); at++) {
            char c = full.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                if (depth == 0 && (c == ' ' || c == ']')) {
                    return;
                }
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
        }
    }
}
