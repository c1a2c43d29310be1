package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.List;

/**
 * {@code type "label" { body }}.
 *
 * @param type the type name
 * @param labels the labels, without quotes
 * @param body what is between the braces
 * @param typeRange the type name alone
 * @param labelRanges each label with its quotes
 * @param openBraceRange the opening brace
 * @param closeBraceRange the closing brace; where it is missing, the token at which reading went on
 * @param definitionRange what a message points at when the block as a whole is meant
 */
public record Block(
        String type,
        List<String> labels,
        Body body,
        SourceRange typeRange,
        List<SourceRange> labelRanges,
        SourceRange openBraceRange,
        SourceRange closeBraceRange,
        SourceRange definitionRange) {

    public Block {
        labels = List.copyOf(labels);
        labelRanges = List.copyOf(labelRanges);
    }

    /** A block that is defined by what stands from its type name to its last label. */
    public Block(
            String type,
            List<String> labels,
            Body body,
            SourceRange typeRange,
            List<SourceRange> labelRanges,
            SourceRange openBraceRange,
            SourceRange closeBraceRange) {
        this(
                type,
                labels,
                body,
                typeRange,
                labelRanges,
                openBraceRange,
                closeBraceRange,
                labelRanges.isEmpty()
                        ? typeRange
                        : SourceRange.between(typeRange, labelRanges.get(labelRanges.size() - 1)));
    }

    /** The same block with another body, such as the expanded one. */
    public Block withBody(Body other) {
        return new Block(type, labels, other, typeRange, labelRanges, openBraceRange, closeBraceRange, definitionRange);
    }

    /** From the type name to the closing brace. */
    public SourceRange range() {
        return SourceRange.between(typeRange, closeBraceRange);
    }
}
