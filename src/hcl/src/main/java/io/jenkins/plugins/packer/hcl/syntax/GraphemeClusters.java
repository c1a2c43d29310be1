package io.jenkins.plugins.packer.hcl.syntax;

/**
 * Where grapheme clusters begin: HCL counts columns in what a reader sees as one character. Code points go in one by
 * one; the rules are the extended grapheme clusters of Unicode Standard Annex 29, numbered as there.
 */
public final class GraphemeClusters {
    private char previous;
    private boolean oddRegionalIndicators;
    private boolean glued;
    private boolean joinerExtends;

    /** Where the cluster ends that begins at an index of the text, which must not be its end. */
    public static int end(String text, int begin) {
        GraphemeClusters clusters = new GraphemeClusters();
        int index = begin;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (clusters.begins(codePoint) && index > begin) {
                break;
            }
            index += Character.charCount(codePoint);
        }
        return index;
    }

    /** Number of clusters: what a reader would count. */
    public static int count(String text) {
        int count = 0;
        for (int index = 0; index < text.length(); index = end(text, index)) {
            count++;
        }
        return count;
    }

    /** Forgets what went before: the next code point begins a cluster. */
    void reset() {
        previous = 0;
        oddRegionalIndicators = false;
        glued = false;
        joinerExtends = false;
    }

    /** Whether this code point, which follows those given before, begins a new cluster. */
    boolean begins(int codePoint) {
        char property = GraphemeProperty.of(codePoint);
        boolean begins = previous == 0 || isBoundary(previous, property);
        oddRegionalIndicators = property == GraphemeProperty.REGIONAL_INDICATOR && (begins || !oddRegionalIndicators);
        joinerExtends = glued && !begins && property == GraphemeProperty.ZERO_WIDTH_JOINER;
        glued = glued && !begins || isGlued(property);
        previous = property;
        return begins;
    }

    private boolean isBoundary(char left, char right) {
        if (left == GraphemeProperty.CARRIAGE_RETURN && right == GraphemeProperty.LINE_FEED) {
            return false; // GB3
        }
        if (isControl(left) || isControl(right)) {
            return true; // GB4, GB5
        }
        boolean joined = switch (right) {
            case GraphemeProperty.EXTEND, GraphemeProperty.ZERO_WIDTH_JOINER, GraphemeProperty.SPACING_MARK ->
                true; // GB9, GB9a
            case GraphemeProperty.HANGUL_L, GraphemeProperty.HANGUL_LV, GraphemeProperty.HANGUL_LVT ->
                left == GraphemeProperty.HANGUL_L; // GB6
            case GraphemeProperty.HANGUL_V ->
                left == GraphemeProperty.HANGUL_L
                        || left == GraphemeProperty.HANGUL_V
                        || left == GraphemeProperty.HANGUL_LV; // GB6, GB7
            case GraphemeProperty.HANGUL_T ->
                left == GraphemeProperty.HANGUL_V
                        || left == GraphemeProperty.HANGUL_T
                        || left == GraphemeProperty.HANGUL_LV
                        || left == GraphemeProperty.HANGUL_LVT; // GB7, GB8
            case GraphemeProperty.PICTOGRAPHIC ->
                // GB11 wants a pictograph before the joiner; hclsyntax, whose columns we count, anything.
                joinerExtends;
            case GraphemeProperty.REGIONAL_INDICATOR ->
                left == GraphemeProperty.REGIONAL_INDICATOR && oddRegionalIndicators; // GB12, GB13
            default -> false;
        };
        return !joined && left != GraphemeProperty.PREPEND; // GB9b, GB999
    }

    private static boolean isControl(char property) {
        return property == GraphemeProperty.CONTROL
                || property == GraphemeProperty.CARRIAGE_RETURN
                || property == GraphemeProperty.LINE_FEED;
    }

    /** What a joiner may glue a pictograph to: the annex says pictographs only, hclsyntax counts these alike. */
    private static boolean isGlued(char property) {
        return switch (property) {
            case GraphemeProperty.PICTOGRAPHIC,
                    GraphemeProperty.REGIONAL_INDICATOR,
                    GraphemeProperty.HANGUL_L,
                    GraphemeProperty.HANGUL_V,
                    GraphemeProperty.HANGUL_T,
                    GraphemeProperty.HANGUL_LV,
                    GraphemeProperty.HANGUL_LVT -> true;
            default -> false;
        };
    }
}
