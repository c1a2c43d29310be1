package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** Matches the directives of a template with their ends. */
final class TemplateTree {
    private static final String UNEXPECTED_END = "Unexpected end of template";

    private final TokenReader reader;
    private final List<TemplatePart> parts;
    private int next;
    private int depth;
    private int deepest;

    TemplateTree(TokenReader reader, List<TemplatePart> parts) {
        this.reader = reader;
        this.parts = parts;
    }

    /** How much nesting of directives adds to the height of the tree. */
    int deepest() {
        return deepest;
    }

    List<Expression> build() {
        List<Expression> built = new ArrayList<>(parts.size());
        while (!(parts.get(next) instanceof TemplatePart.End)) {
            built.add(parseOne());
        }
        return built;
    }

    private Expression parseOne() {
        TemplatePart part = parts.get(next);
        if (part instanceof TemplatePart.Text text) {
            next++;
            return new Expression.Literal(StringLiterals.normalize(text.value), text.range());
        }
        if (part instanceof TemplatePart.Interpolation interpolation) {
            next++;
            return interpolation.expression();
        }
        if (part instanceof TemplatePart.Closing closing) {
            next++;
            unexpected(closing, "The directives of this template are not balanced.");
            return new Expression.Invalid(part.range());
        }
        if (!reader.descend()) {
            next = parts.size() - 1;
            return new Expression.Invalid(part.range());
        }
        next++;
        depth += 3;
        deepest = Math.max(deepest, depth);
        Expression directive =
                part instanceof TemplatePart.If opening ? parseIf(opening) : parseFor((TemplatePart.For) part);
        depth -= 3;
        reader.ascend();
        return directive;
    }

    private void unexpected(TemplatePart.Closing closing, String detail) {
        reader.error("Unexpected " + closing.keyword() + " directive", detail, closing.range());
    }

    private Expression parseIf(TemplatePart.If opening) {
        List<Expression> whenTrue = new ArrayList<>();
        List<Expression> whenFalse = new ArrayList<>();
        List<Expression> current = whenTrue;
        while (true) {
            TemplatePart part = parts.get(next);
            if (part instanceof TemplatePart.End) {
                return missingEnd("if", opening.range(), part.range());
            }
            if (!(part instanceof TemplatePart.Closing closing)) {
                current.add(parseOne());
                continue;
            }
            next++;
            if (closing.keyword().equals("endif")) {
                Expression yes = branch(whenTrue, opening.range().end(), opening.range());
                Expression no = branch(whenFalse, closing.range().start(), opening.range());
                return new Expression.Conditional(
                        opening.condition(), yes, no, SourceRange.between(opening.range(), closing.range()));
            }
            if (!closing.keyword().equals("else")) {
                unexpected(closing, "The if directive at " + opening.range() + " is to be ended by endif.");
                return new Expression.Invalid(closing.range());
            }
            if (current == whenFalse) {
                unexpected(closing, "The if directive at " + opening.range() + " has its else already.");
                return new Expression.Invalid(closing.range());
            }
            current = whenFalse;
        }
    }

    private Expression parseFor(TemplatePart.For opening) {
        List<Expression> content = new ArrayList<>();
        while (true) {
            TemplatePart part = parts.get(next);
            if (part instanceof TemplatePart.End) {
                return missingEnd("for", opening.range(), part.range());
            }
            if (!(part instanceof TemplatePart.Closing closing)) {
                content.add(parseOne());
                continue;
            }
            next++;
            if (!closing.keyword().equals("endfor")) {
                unexpected(
                        closing,
                        closing.keyword().equals("else")
                                ? "A for directive has no else."
                                : "The for directive at " + opening.range() + " is to be ended by endfor.");
                return new Expression.Invalid(closing.range());
            }
            return new Expression.TemplateJoin(new Expression.For(
                    opening.keyVariable(),
                    opening.valueVariable(),
                    opening.collection(),
                    null,
                    branch(content, opening.range().end(), opening.range()),
                    null,
                    false,
                    SourceRange.between(opening.range(), closing.range()),
                    opening.range(),
                    closing.range()));
        }
    }

    private static Expression branch(List<Expression> content, SourcePosition whereEmpty, SourceRange opening) {
        if (content.isEmpty()) {
            content.add(new Expression.Literal("", new SourceRange(opening.filename(), whereEmpty, whereEmpty)));
        }
        SourceRange range = SourceRange.between(
                content.get(0).range(), content.get(content.size() - 1).range());
        return new Expression.Template(content, range);
    }

    private Expression missingEnd(String keyword, SourceRange opening, SourceRange end) {
        reader.error(
                UNEXPECTED_END, "The " + keyword + " directive at " + opening + " lacks its end" + keyword + ".", end);
        return new Expression.Invalid(end);
    }
}
