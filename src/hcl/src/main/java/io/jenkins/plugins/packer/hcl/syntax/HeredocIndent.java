package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Dedents a <code>{@literal <<-}</code> heredoc: the white space that all its lines begin with goes away. Only what is
 * written counts, not what an interpolation yields, and blank lines do not count.
 */
final class HeredocIndent {
    private HeredocIndent() {}

    static void remove(List<TemplatePart> parts) {
        int smallest = Integer.MAX_VALUE;
        boolean lineStart = true;
        List<TemplatePart.Text> indented = new ArrayList<>();
        for (TemplatePart part : parts) {
            TemplatePart.Text text = part instanceof TemplatePart.Text literal ? literal : null;
            if (lineStart) {
                lineStart = false;
                if (text == null) {
                    if (part instanceof TemplatePart.End) {
                        break;
                    }
                    smallest = 0;
                } else {
                    int spaces = Whitespace.leading(text.value);
                    if (spaces < text.value.length() || !text.value.endsWith("\n")) {
                        smallest = Math.min(smallest, clusters(text.value, spaces));
                        indented.add(text);
                    }
                }
            }
            if (text != null && text.value.endsWith("\n")) {
                lineStart = true;
            }
        }
        for (TemplatePart.Text text : indented) {
            cut(text, smallest);
        }
    }

    private static int clusters(String text, int end) {
        GraphemeClusters clusters = new GraphemeClusters();
        int count = 0;
        for (int i = 0; i < end; i++) {
            if (clusters.begins(text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    private static void cut(TemplatePart.Text text, int count) {
        GraphemeClusters clusters = new GraphemeClusters();
        int seen = 0;
        int end = 0;
        while (end < text.value.length()) {
            int codePoint = text.value.codePointAt(end);
            if (clusters.begins(codePoint) && seen++ == count) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        SourcePosition start = text.start;
        text.start = new SourcePosition(
                start.line(), start.column() + count, start.offset() + Utf8.encodedLength(text.value, 0, end));
        text.value = text.value.substring(end);
    }
}
