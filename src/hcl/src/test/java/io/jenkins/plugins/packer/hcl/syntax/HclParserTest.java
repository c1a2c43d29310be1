package io.jenkins.plugins.packer.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.Expression.Literal;
import io.jenkins.plugins.packer.hcl.syntax.Expression.ScopeTraversal;
import io.jenkins.plugins.packer.hcl.syntax.Expression.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the language, each by itself; that all of them agree with hclsyntax is another test's matter. */
class HclParserTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private Expression expression(String text) {
        Expression expression = HclParser.parseExpression(SourceFile.of("f", text), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        return expression;
    }

    /** Text of a template whose interpolations are shown as angle brackets. */
    private String text(Expression expression) {
        StringBuilder out = new StringBuilder();
        for (Expression part : ((Template) expression).parts()) {
            out.append(part instanceof Literal literal ? literal.constant() : "<>");
        }
        return out.toString();
    }

    private List<String> mistakes(String text) {
        HclParser.parseFile(SourceFile.of("f", text), diagnostics);
        return diagnostics.asList().stream()
                .map(diagnostic -> diagnostic.summary() + " " + diagnostic.subject())
                .toList();
    }

    /** The operators with all their parentheses. */
    private static String grouped(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return "(" + grouped(binary.left()) + binary.operator().symbol() + grouped(binary.right()) + ")";
        }
        if (expression instanceof Expression.Unary unary) {
            return "(" + unary.operator().symbol() + grouped(unary.operand()) + ")";
        }
        if (expression instanceof Expression.Conditional conditional) {
            return "(" + grouped(conditional.condition()) + "?" + grouped(conditional.whenTrue()) + ":"
                    + grouped(conditional.whenFalse()) + ")";
        }
        return ((ScopeTraversal) expression).traversal().rootName();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a+b*c, (a+(b*c))", "a - b - c, ((a-b)-c)", "a||b&&c, (a||(b&&c))", "a==b<c, (a==(b<c))",
                        "a<b+c, (a<(b+c))",
                "a&&b==c, (a&&(b==c))", "-a+b, ((-a)+b)", "!a==b, ((!a)==b)", "a/b%c, ((a/b)%c)",
                        "a?b:c?d:e, (a?b:(c?d:e))",
                "a?b?c:d:e, (a?(b?c:d):e)", "a||b?c:d, ((a||b)?c:d)", "a>=b, (a>=b)", "a<=b, (a<=b)", "a!=b, (a!=b)"
            })
    void operatorsBindByTheirLevelAndToTheLeft(String text, String grouped) {
        assertThat(grouped(expression(text))).isEqualTo(grouped);
    }

    static Stream<Arguments> quoted() {
        return Stream.of(
                Arguments.of("\"\"", ""),
                Arguments.of("\"a\\n\\r\\t\\\"\\\\b\"", "a\n\r\t\"\\b"),
                Arguments.of("\"\\u00e9\\U0001F600\"", "é😀"),
                Arguments.of("\"e\\u0301\"", "é"),
                Arguments.of("\"e\u0301\"", "é"),
                Arguments.of("\"$${a} %%{b}\"", "${a} %{b}"),
                Arguments.of("\"$ $$ % %% $a %b\"", "$ $$ % %% $a %b"),
                Arguments.of("\"$$${a}\"", "$${a}"),
                Arguments.of("\"a ${b} c\"", "a <> c"),
                Arguments.of("\"a ${~ b ~} c\"", "a<>c"),
                Arguments.of("\"a ${~ b} c\"", "a<> c"),
                Arguments.of("\"a ${b ~} c\"", "a <>c"),
                Arguments.of("\"a\u00a0${~ b} c\"", "a<> c"));
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void quotedTemplatesResolveEscapesAndTrim(String source, String text) {
        assertThat(text(expression(source))).isEqualTo(text);
    }

    static Stream<Arguments> heredocs() {
        return Stream.of(
                Arguments.of("<<E\na\n  b\nE\n", "a\n  b\n"),
                Arguments.of("<<E\nE\n", ""),
                Arguments.of("<<E\n  a\n  E\n", "  a\n"),
                Arguments.of("<<-E\n  a\n    b\n  E\n", "a\n  b\n"),
                Arguments.of("<<-E\n    a\n  b\nE\n", "  a\nb\n"),
                Arguments.of("<<-E\n  a\n\n  b\nE\n", "a\n\nb\n"),
                Arguments.of("<<-E\n  a\n \n  b\nE\n", "a\n \nb\n"),
                Arguments.of("<<-E\n  ${x}\n    b\nE\n", "<>\n  b\n"),
                Arguments.of("<<-E\n${x}\n  b\nE\n", "<>\n  b\n"),
                Arguments.of("<<-E\n\ta\n\t b\nE\n", "a\n b\n"),
                Arguments.of("<<-E\n\u00a0\u2003a\n\u00a0b\nE\n", "\u2003a\nb\n"),
                Arguments.of("<<E\n\\n \"x\" $${y} $ 100%\nE\n", "\\n \"x\" ${y} $ 100%\n"),
                Arguments.of("<<E\na\r\nb\r\nE\r\n", "a\r\nb\r\n"),
                Arguments.of("<<E\nE F\n E2\nE\n", "E F\n E2\n"),
                Arguments.of("<<E\n${x ~}\n  a\nE\n", "<>  a\n"));
    }

    @ParameterizedTest
    @MethodSource("heredocs")
    void heredocsKeepTheirTextAndMayBeDedented(String source, String text) {
        assertThat(text(expression(source))).isEqualTo(text);
    }

    @Test
    void aTemplateOfOneInterpolationIsWrapped() {
        assertThat(expression("\"${a}\"")).isInstanceOf(Expression.TemplateWrap.class);
        assertThat(expression("\"${a} \"")).isInstanceOf(Template.class);
    }

    @Test
    void directivesBecomeConditionalsAndJoins() {
        Template template = (Template) expression("\"%{if a}b%{else}c%{endif}%{for k, v in d}e%{endfor}\"");
        assertThat(template.parts().get(0)).isInstanceOf(Expression.Conditional.class);
        assertThat(((Expression.For) ((Expression.TemplateJoin) template.parts().get(1)).tuple()))
                .satisfies(loop -> {
                    assertThat(loop.keyVariable()).isEqualTo("k");
                    assertThat(loop.valueVariable()).isEqualTo("v");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "1.5, 1.5",
        "1e3, 1000",
        "1E-3, 0.001",
        "12.50e1, 125",
        "123456789012345678, 123456789012345678",
        "1234567890123456789012345678901234567890.125, 1234567890123456789012345678901234567890.125",
        "0e9, 0"
    })
    void numbersAreExact(String text, BigDecimal value) {
        assertThat((BigDecimal) ((Literal) expression(text)).constant()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1e5e5", "1..2", "1e2.3"})
    void whatLooksLikeANumberButIsNoneIsRefused(String text) {
        HclParser.parseExpression(SourceFile.of("f", text), diagnostics);
        assertThat(diagnostics.asList()).extracting(Diagnostic::summary).containsExactly("Invalid number literal");
    }

    @Test
    void functionsMayHaveNamespacesAndExpandTheirLastArgument() {
        Expression.FunctionCall call = (Expression.FunctionCall) expression("a::b::c(d, e...)");
        assertThat(call.name()).isEqualTo("a::b::c");
        assertThat(call.nameRange()).hasToString("f:1,1-8");
        assertThat(call.openParenRange()).hasToString("f:1,8-9");
        assertThat(call.expandFinal()).isTrue();
        assertThat(call.arguments()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"a::, Missing function name", "a::b, Missing open parenthesis", "a::1(), Missing function name"})
    void incompleteNamespacesAreReported(String text, String summary) {
        HclParser.parseExpression(SourceFile.of("f", text), diagnostics);
        assertThat(diagnostics.asList()).extracting(Diagnostic::summary).containsExactly(summary);
    }

    @Test
    void literalIndexesArePartOfTheTraversal() {
        ScopeTraversal traversal = (ScopeTraversal) expression("a.b[0][\"c$d\"].1.e");
        assertThat(traversal.traversal().steps()).hasSize(6);
        assertThat(traversal.traversal().steps().get(3))
                .isInstanceOfSatisfying(
                        Traversal.GetIndex.class,
                        index -> assertThat(index.key()).isEqualTo("c$d"));
        assertThat(expression("a[b].c")).isInstanceOf(Expression.RelativeTraversal.class);
    }

    @Test
    void splatsApplyToWhatFollowsThem() {
        Expression.Splat full = (Expression.Splat) expression("a[*].b[0]");
        assertThat(full.each()).isInstanceOf(Expression.RelativeTraversal.class);
        Expression.RelativeTraversal legacy = (Expression.RelativeTraversal) expression("a.*.b[0]");
        assertThat(legacy.source()).isInstanceOf(Expression.Splat.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFa = 1\n", "a = 1 # c", "/* c */ a = 1", "a = 1 // c\n", "a = 1\r\n", "\n\na = 1"})
    void commentsByteOrderMarksAndLineEndsAreNoContent(String text) {
        NativeBody body = (NativeBody) HclParser.parseFile(SourceFile.of("f", text), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(body.attributes().keySet()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "変数", "a-b", "_x", "a1"})
    void identifiersAreUnicode(String name) {
        assertThat(HclParser.isIdentifier(name)).isTrue();
        assertThat(((ScopeTraversal) expression(name)).traversal().rootName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "-a", "a b", "a\u200B", "a.b", "€"})
    void otherTextIsNoIdentifier(String text) {
        assertThat(HclParser.isIdentifier(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301", "👩‍👩‍👧", "🇩🇪", "\u1112\u1161\u11AB", "👩🏽‍🚀", "ñ"})
    void aClusterIsOneColumn(String cluster) {
        ScopeTraversal end = (ScopeTraversal) ((Expression.Binary) expression("\"" + cluster + "\" == x")).right();
        assertThat(end.range().start().column()).isEqualTo(8);
    }

    @Test
    void allMistakesOfAFileAreReported() {
        assertThat(mistakes("a = [1 2]\nb \"x\" {\n  c = 'd'\n  e = 1\n  e = 2\n}\n"))
                .containsExactlyInAnyOrder(
                        "Missing item separator f:1,8-9",
                        "Invalid character f:3,7-8",
                        "Invalid expression f:3,7-8",
                        "Attribute redefined f:5,3-4");
    }

    @Test
    void anUnclosedBlockIsReportedAtItsBrace() {
        assertThat(mistakes("a {\n  b = 1\n")).containsExactly("Unclosed configuration block f:1,3-4");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a = \"x\\qy\"`, `Invalid escape sequence f:1,7-9`",
                "`a = \"éé\\u12\"`, `Invalid escape sequence f:1,8-12`",
                "`a = \"\\ud800\"`, `Invalid escape sequence f:1,6-12`",
                "`a = \"%{iff b}\"`, `Invalid template control keyword f:1,8-11`",
                "`a = \"${b:-c}\"`, `Extra characters after interpolation expression f:1,9-10`",
                "`a = b.0.1`, `Invalid legacy index syntax f:1,7-10`",
                "`a { b = 1, c = 2 }`, `Invalid single-argument block definition f:1,10-11`",
                "`\"a\" = 1`, `Invalid argument name f:1,1-2`",
                "`a = 1,`, `Unexpected comma after argument f:1,6-7`"
            })
    void mistakesAreReportedWhereTheyAre(String text, String mistake) {
        assertThat(mistakes(text)).containsExactly(mistake);
    }

    @Test
    void textThatIsNotUtf8IsReportedOnceButCommentsAreFree() {
        byte[] source = {'a', ' ', '=', ' ', '"', (byte) 0xE9, (byte) 0xE9, '"', '#', (byte) 0xE9, '\n'};
        HclParser.parseFile(new SourceFile("f", source), diagnostics);
        assertThat(diagnostics.asList())
                .extracting(Diagnostic::summary)
                .contains("Invalid character encoding")
                .containsOnlyOnce("Invalid character encoding");
    }
}
