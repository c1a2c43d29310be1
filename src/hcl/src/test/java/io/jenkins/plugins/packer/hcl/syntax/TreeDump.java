package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what the parser made of a source, in the form of {@code hcl-oracle.go}. */
public final class TreeDump implements ExpressionVisitor<Void> {
    private static final int DIGITS = 31;
    private static final Map<TokenType, String> GO_NAMES = Map.ofEntries(
            Map.entry(TokenType.EOF, "EOF"),
            Map.entry(TokenType.NEWLINE, "Newline"),
            Map.entry(TokenType.COMMENT, "Comment"),
            Map.entry(TokenType.IDENTIFIER, "Ident"),
            Map.entry(TokenType.NUMBER, "NumberLit"),
            Map.entry(TokenType.OPEN_BRACE, "OBrace"),
            Map.entry(TokenType.CLOSE_BRACE, "CBrace"),
            Map.entry(TokenType.OPEN_BRACKET, "OBrack"),
            Map.entry(TokenType.CLOSE_BRACKET, "CBrack"),
            Map.entry(TokenType.OPEN_PAREN, "OParen"),
            Map.entry(TokenType.CLOSE_PAREN, "CParen"),
            Map.entry(TokenType.OPEN_QUOTE, "OQuote"),
            Map.entry(TokenType.CLOSE_QUOTE, "CQuote"),
            Map.entry(TokenType.OPEN_HEREDOC, "OHeredoc"),
            Map.entry(TokenType.CLOSE_HEREDOC, "CHeredoc"),
            Map.entry(TokenType.QUOTED_TEXT, "QuotedLit"),
            Map.entry(TokenType.PLAIN_TEXT, "StringLit"),
            Map.entry(TokenType.TEMPLATE_INTERPOLATION, "TemplateInterp"),
            Map.entry(TokenType.TEMPLATE_DIRECTIVE, "TemplateControl"),
            Map.entry(TokenType.TEMPLATE_END, "TemplateSeqEnd"),
            Map.entry(TokenType.STAR, "Star"),
            Map.entry(TokenType.SLASH, "Slash"),
            Map.entry(TokenType.PLUS, "Plus"),
            Map.entry(TokenType.MINUS, "Minus"),
            Map.entry(TokenType.PERCENT, "Percent"),
            Map.entry(TokenType.ASSIGN, "Equal"),
            Map.entry(TokenType.EQUAL, "EqualOp"),
            Map.entry(TokenType.NOT_EQUAL, "NotEqual"),
            Map.entry(TokenType.LESS, "LessThan"),
            Map.entry(TokenType.LESS_OR_EQUAL, "LessThanEq"),
            Map.entry(TokenType.GREATER, "GreaterThan"),
            Map.entry(TokenType.GREATER_OR_EQUAL, "GreaterThanEq"),
            Map.entry(TokenType.AND, "And"),
            Map.entry(TokenType.OR, "Or"),
            Map.entry(TokenType.BANG, "Bang"),
            Map.entry(TokenType.DOT, "Dot"),
            Map.entry(TokenType.COMMA, "Comma"),
            Map.entry(TokenType.DOUBLE_COLON, "DoubleColon"),
            Map.entry(TokenType.ELLIPSIS, "Ellipsis"),
            Map.entry(TokenType.ARROW, "FatArrow"),
            Map.entry(TokenType.QUESTION, "Question"),
            Map.entry(TokenType.COLON, "Colon"),
            Map.entry(TokenType.BITWISE_AND, "BitwiseAnd"),
            Map.entry(TokenType.BITWISE_OR, "BitwiseOr"),
            Map.entry(TokenType.BITWISE_NOT, "BitwiseNot"),
            Map.entry(TokenType.BITWISE_XOR, "BitwiseXor"),
            Map.entry(TokenType.APOSTROPHE, "Apostrophe"),
            Map.entry(TokenType.BACKTICK, "Backtick"),
            Map.entry(TokenType.SEMICOLON, "Semicolon"),
            Map.entry(TokenType.QUOTED_NEWLINE, "QuotedNewline"),
            Map.entry(TokenType.INVALID, "Invalid"),
            Map.entry(TokenType.BAD_UTF8, "BadUTF8"));

    private final StringBuilder out = new StringBuilder();

    private TreeDump() {}

    /** Answer to a question of the oracle's. */
    public static String answer(String mode, byte[] source) {
        SourceFile file = new SourceFile("f", source);
        TreeDump dump = new TreeDump();
        if (mode.equals("tokens")) {
            dump.tokens(Lexer.scanCode(file));
            return "ok " + dump.out;
        }
        Diagnostics diagnostics = new Diagnostics();
        switch (mode) {
            case "config" -> dump.body((NativeBody) HclParser.parseFile(file, diagnostics));
            case "expr" -> HclParser.parseExpression(file, diagnostics).accept(dump);
            case "template" -> HclParser.parseTemplate(file, diagnostics).accept(dump);
            default -> throw new IllegalArgumentException(mode);
        }
        return diagnostics.hasErrors() ? refused(diagnostics.asList()) : "ok " + dump.out;
    }

    private static String refused(List<Diagnostic> diagnostics) {
        return "err "
                + diagnostics.stream()
                        .map(diagnostic -> diagnostic.summary() + "@" + text(diagnostic.subject()))
                        .sorted()
                        .collect(Collectors.joining("|"));
    }

    private void tokens(Tokens tokens) {
        for (int token = 0; token < tokens.size(); token++) {
            word(GO_NAMES.get(tokens.type(token)));
            range(tokens.range(token));
        }
    }

    private void word(String word) {
        if (out.length() > 0) {
            out.append(' ');
        }
        out.append(word);
    }

    private static String text(SourceRange range) {
        return "[" + text(range.start()) + "-" + text(range.end()) + "]";
    }

    private static String text(SourcePosition position) {
        return position.line() + "," + position.column() + "," + position.offset();
    }

    private void range(SourceRange range) {
        out.append(text(range));
    }

    private void string(String text) {
        out.append('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b < 0x7F && b != '"' && b != '\\') {
                out.append((char) b);
            } else {
                out.append('\\').append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
            }
        }
        out.append('"');
    }

    private void value(Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof BigDecimal number) {
            number(number);
        } else {
            out.append(value);
        }
    }

    private void number(BigDecimal number) {
        BigDecimal rounded = number.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        char[] padding = new char[Math.max(0, DIGITS - digits.length())];
        Arrays.fill(padding, '0');
        digits += new String(padding);
        out.append(digits.charAt(0)).append('.').append(digits, 1, DIGITS).append('e');
        out.append(exponent < 0 ? '-' : '+');
        out.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
    }

    private void body(NativeBody body) {
        word("body");
        range(body.range());
        out.append('{');
        for (Attribute attribute : body.attributes().values()) {
            word("attr ");
            string(attribute.name());
            range(attribute.range());
            range(attribute.nameRange());
            attribute.expression().accept(this);
        }
        for (Block block : body.blocks()) {
            word("block ");
            string(block.type());
            range(block.typeRange());
            for (int i = 0; i < block.labels().size(); i++) {
                string(block.labels().get(i));
                range(block.labelRanges().get(i));
            }
            range(block.openBraceRange());
            range(block.closeBraceRange());
            range(block.range());
            range(block.definitionRange());
            body((NativeBody) block.body());
        }
        out.append('}');
    }

    private TreeDump open(String name, Expression expression) {
        word("(" + name);
        range(expression.range());
        range(expression.startRange());
        return this;
    }

    private Void close() {
        out.append(')');
        return null;
    }

    private Void close(Expression... parts) {
        for (Expression part : parts) {
            part.accept(this);
        }
        return close();
    }

    private void traversal(Traversal traversal) {
        for (Traversal.Step step : traversal.steps()) {
            if (step instanceof Traversal.Root root) {
                word("root ");
                string(root.name());
            } else if (step instanceof Traversal.GetAttribute get) {
                word("get ");
                string(get.name());
            } else if (step instanceof Traversal.GetIndex index) {
                word("at ");
                value(index.key());
            }
            range(step.range());
        }
    }

    @Override
    public Void visitLiteral(Expression.Literal e) {
        open("lit", e).value(e.constant());
        return close();
    }

    @Override
    public Void visitJson(Expression.Json e) {
        throw new AssertionError("native syntax has no " + e);
    }

    @Override
    public Void visitInvalid(Expression.Invalid e) {
        return open("invalid", e).close();
    }

    @Override
    public Void visitScopeTraversal(Expression.ScopeTraversal e) {
        open("var", e).traversal(e.traversal());
        return close();
    }

    @Override
    public Void visitRelativeTraversal(Expression.RelativeTraversal e) {
        open("rel", e);
        e.source().accept(this);
        traversal(e.traversal());
        return close();
    }

    @Override
    public Void visitFunctionCall(Expression.FunctionCall e) {
        open("call", e).string(e.name());
        range(e.nameRange());
        range(e.openParenRange());
        range(e.closeParenRange());
        e.arguments().forEach(argument -> argument.accept(this));
        if (e.expandFinal()) {
            word("...");
        }
        return close();
    }

    @Override
    public Void visitConditional(Expression.Conditional e) {
        return open("cond", e).close(e.condition(), e.whenTrue(), e.whenFalse());
    }

    @Override
    public Void visitIndex(Expression.Index e) {
        open("index", e).range(e.openRange());
        range(e.bracketRange());
        return close(e.collection(), e.key());
    }

    @Override
    public Void visitTupleConstructor(Expression.TupleConstructor e) {
        open("tuple", e);
        e.elements().forEach(element -> element.accept(this));
        return close();
    }

    @Override
    public Void visitObjectConstructor(Expression.ObjectConstructor e) {
        open("object", e);
        for (Expression.ObjectConstructor.Item item : e.items()) {
            item.key().accept(this);
            item.value().accept(this);
        }
        return close();
    }

    @Override
    public Void visitObjectKey(Expression.ObjectKey e) {
        open("key", e).out.append(e.forceNonLiteral());
        return close(e.wrapped());
    }

    @Override
    public Void visitFor(Expression.For e) {
        open("for", e).range(e.closeRange());
        string(e.keyVariable() == null ? "" : e.keyVariable());
        string(e.valueVariable());
        out.append(e.grouping());
        e.collection().accept(this);
        for (Expression part : Arrays.asList(e.key(), e.value(), e.condition())) {
            if (part == null) {
                word("none");
            } else {
                part.accept(this);
            }
        }
        return close();
    }

    @Override
    public Void visitSplat(Expression.Splat e) {
        return open("splat", e).close(e.source(), e.each());
    }

    @Override
    public Void visitSplatItem(Expression.SplatItem e) {
        return open("item", e).close();
    }

    @Override
    public Void visitTemplate(Expression.Template e) {
        open("template", e);
        e.parts().forEach(part -> part.accept(this));
        return close();
    }

    @Override
    public Void visitTemplateWrap(Expression.TemplateWrap e) {
        return open("wrap", e).close(e.wrapped());
    }

    @Override
    public Void visitTemplateJoin(Expression.TemplateJoin e) {
        return open("join", e).close(e.tuple());
    }

    @Override
    public Void visitBinary(Expression.Binary e) {
        return open("binary " + e.operator().symbol(), e).close(e.left(), e.right());
    }

    @Override
    public Void visitUnary(Expression.Unary e) {
        return open("unary " + e.operator().symbol(), e).close(e.operand());
    }

    @Override
    public Void visitParentheses(Expression.Parentheses e) {
        return open("parens", e).close(e.inner());
    }
}
