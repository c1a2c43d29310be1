package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import java.util.List;

/**
 * Brings a file into HCL's canonical layout. Only blanks between tokens change: lines stay lines, and comments, strings
 * and heredocs stay as they are. The result is, byte for byte, that of {@code Format} of HCL's Go implementation
 * (<a href="https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go">hclwrite</a>), which {@code packer fmt} and
 * {@code terraform fmt} write.
 */
public final class HclFormatter {
    private HclFormatter() {}

    /**
     * The source in canonical layout. A source with mistakes is laid out as well, as far as its brackets tell how; whoever
     * wants to leave such a file alone parses it first.
     *
     * @param source a file's bytes; a byte order mark at their start does not come back
     * @throws IllegalArgumentException when the result would be larger than 256 MiB, which takes a source that was made
     *     for it: of deep nesting, or of many lines beside a very long one
     */
    public static byte[] format(byte[] source) {
        Tokens tokens = Tokens.of(new SourceFile("", source));
        Layout layout = new Layout(tokens, source);
        List<Line> lines = Line.of(tokens);
        Indentation.apply(tokens, lines, layout);
        Spacing.apply(tokens, lines, layout);
        Alignment.apply(lines, layout);
        return layout.text();
    }
}
