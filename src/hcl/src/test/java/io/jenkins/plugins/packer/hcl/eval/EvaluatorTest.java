package io.jenkins.plugins.packer.hcl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.testing.SampleVariables;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
    private static final EvaluationContext CONTEXT = EvaluationContext.of(variables(), functions());

    private static Map<String, Value> variables() {
        Map<String, Value> all = new HashMap<>(SampleVariables.all());
        all.put("region", Value.string("eu"));
        return all;
    }

    private static Map<String, Function> functions() {
        return Map.of(
                "upper",
                        Function.takes("str", Type.STRING)
                                .returns(
                                        Type.STRING,
                                        arguments -> Value.string(
                                                arguments.get(0).asString().toUpperCase(Locale.ROOT))),
                "count",
                        Function.takes("first", Type.NUMBER)
                                .andAny("rest", Type.NUMBER)
                                .returns(Type.NUMBER, arguments -> Value.number(arguments.size())),
                "picky",
                        Function.takes("a", Type.STRING).and("b", Type.STRING).returns(Type.BOOL, arguments -> {
                            throw new FunctionException(1, "not today");
                        }),
                "try", ExpressionFunctions.tryFirst(),
                "can", ExpressionFunctions.can(),
                "convert", ExpressionFunctions.convert());
    }

    static Expression parse(String source) {
        Diagnostics diagnostics = new Diagnostics();
        Expression expression = HclParser.parseExpression(SourceFile.of("f", source), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        return expression;
    }

    private static Value value(String source) {
        Diagnostics diagnostics = new Diagnostics();
        Value value = Evaluator.evaluate(parse(source), CONTEXT, diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        return value;
    }

    private static Diagnostic mistake(String source) {
        return mistake(source, CONTEXT);
    }

    private static Diagnostic mistake(String source, EvaluationContext context) {
        Diagnostics diagnostics = new Diagnostics();
        Evaluator.evaluate(parse(source), context, diagnostics);
        assertThat(diagnostics.size()).isEqualTo(1);
        return diagnostics.asList().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nope | Unknown variable",
                "regoin | Did you mean \"region\"?",
                "o.bb | Did you mean \"b\"?",
                "o.zzz | This object does not have an attribute named \"zzz\".",
                "ms.zz | Missing map element",
                "s.a | Can't access attributes on a primitive-typed value (string).",
                "ns.a | Attempt to get attribute from null value",
                "ln[3] | the index must be less than the length",
                "ln[-1] | negative number",
                "ln[0.5] | whole number",
                "le[0] | no elements",
                "ss[0] | Elements of a set",
                "nl[*] | Splat of null value",
                "nb ? 1 : 2 | Null condition",
                "true ? [] : {} | The 'true' value is tuple, but the 'false' value is object.",
                "n + \"a\" | Unsuitable value for right operand: a number is required.",
                "1 + nn | Error during operation: argument must not be null.",
                "0 / 0 | Operation failed",
                "\"a${ns}\" | The expression result is null.",
                "\"a${ls}\" | Cannot include the given value in a string template: string required, but have list of string.",
                "{ for k in [1, 1] : k => k } | Two different items produced the key \"1\"",
                "[for k in 5 : k] | A value of type number cannot be used",
                "[for k in nl : k] | Iteration over null value",
                "{ o.a = 1 } | Ambiguous attribute key",
                "upper(ls) | Invalid value for \"str\" parameter: string required, but have list of string.",
                "upper(ns) | argument must not be null",
                "upper() | Missing value for \"str\".",
                "upper(s, s) | expects only 1 argument(s)",
                "uper(s) | Did you mean \"upper\"?",
                "count(s...) | must be of a tuple, list, or set type",
                "count(nl...) | must not be null",
                "picky(s, t) | Invalid value for \"b\" parameter: not today.",
                "try(nope, ls[9]) | no expression succeeded"
            })
    void aMistakeIsExplained(String source, String part) {
        Diagnostic mistake = mistake(source);
        assertThat(mistake.summary() + ": " + mistake.detail()).contains(part);
    }

    @Test
    void aMistakeInAnArgumentPointsAtTheArgument() {
        SourceRange subject = mistake("picky(s, t)").subject();
        assertThat(subject).isNotNull();
        assertThat(subject.toString()).isEqualTo("f:1,10-11");
    }

    @Test
    void aMistakeShowsTheVariablesButNoSecret() {
        assertThat(mistake("(n + ls[0]) * xn").values())
                .extracting(shown -> shown.traversal() + " " + shown.statement())
                .containsExactly("ls[0] is \"a\"");
        assertThat(mistake("[n, o, xn, un, ns, ls, region][9]").values())
                .extracting(shown -> shown.traversal() + " " + shown.statement())
                .containsExactly(
                        "ls is list of string with 2 elements",
                        "n is 3",
                        "ns is null",
                        "o is object with 3 attributes",
                        "region is \"eu\"",
                        "xn has a sensitive value");
    }

    @Test
    void withoutMapsVariablesAndFunctionsAreNotAllowed() {
        assertThat(mistake("a", EvaluationContext.EMPTY).summary()).isEqualTo("Variables not allowed");
        assertThat(mistake("a()", EvaluationContext.EMPTY).summary()).isEqualTo("Function calls not allowed");
    }

    @Test
    void functionsAreCalledWithConvertedAndExpandedArguments() {
        assertThat(value("upper(12.50)")).isEqualTo(Value.string("12.5"));
        assertThat(value("count(1, [2, \"3\"]...)")).isEqualTo(Value.number(3));
        assertThat(value("upper(us)")).isEqualTo(Value.unknown(Type.STRING));
        assertThat(value("upper(x)")).isEqualTo(Value.string("SECRET").withMark(Mark.SENSITIVE));
    }

    @Test
    void tryAndCanEvaluateTheirArgumentsThemselves() {
        assertThat(value("try(o.nope, ls[7], \"fallback\")")).isEqualTo(Value.string("fallback"));
        assertThat(value("can(o.nope)")).isEqualTo(Value.FALSE);
        assertThat(value("can(o.a)")).isEqualTo(Value.TRUE);
        assertThat(value("[for v in ls : can(v.x)]")).isEqualTo(Value.tuple(Value.FALSE, Value.FALSE));
        assertThat(value("try(us)")).isEqualTo(Value.DYNAMIC);
        assertThat(value("convert([\"1\"], list(number))")).isEqualTo(Value.list(List.of(Value.number(1))));
    }

    @Test
    void oneSideOfALogicalOperatorMayHideTheMistakesOfTheOther() {
        assertThat(value("ns != null && ns.a")).isEqualTo(Value.FALSE);
        assertThat(value("b || nope")).isEqualTo(Value.TRUE);
        assertThat(mistake("b && nope").summary()).isEqualTo("Unknown variable");
    }

    @Test
    void secretsStayMarkedOnTheirWay() {
        for (String source : List.of(
                "\"a${x}\"",
                "x == s",
                "xl[0]",
                "xl[*]",
                "[for v in xl : 1]",
                "{ for v in ls : \"${v}${x}\" => 1 }",
                "[for v in ls : v if x != v]",
                "{ (x) = 1 }",
                "xn > 3 ? 1 : 2",
                "ub ? x : s",
                "-xn",
                "\"%{for v in xl}${v}%{endfor}\"",
                "\"%{for v in ls}${us}${x}%{endfor}\"",
                "xe == [1]")) {
            assertThat(value(source).isMarked()).as(source).isTrue();
        }
    }

    @Test
    void referencesAreFoundWithoutThoseThatAreBound() {
        assertThat(Variables.of(parse("{ for k, v in a.b : k => v.x + c if d[e] } == { f = g, (h) = [i...] }"
                        .replace("[i...]", "count(i...)"))))
                .extracting(Traversal::rootName)
                .containsExactly("a", "c", "d", "e", "g", "h", "i");
    }

    @Test
    void expressionsCanBeReadAsTheyStand() {
        assertThat(StaticExpressions.keyword(parse("abc"))).contains("abc");
        assertThat(StaticExpressions.keyword(parse("null"))).contains("null");
        assertThat(StaticExpressions.keyword(parse("a.b"))).isEmpty();
        assertThat(StaticExpressions.keyword(parse("(abc)"))).isEmpty();
        assertThat(StaticExpressions.asTraversal(parse("a.b[0].c"))).isPresent();
        assertThat(StaticExpressions.asTraversal(parse("a[b]"))).isEmpty();
        assertThat(StaticExpressions.asList(parse("[a, b]")).orElseThrow()).hasSize(2);
        assertThat(StaticExpressions.asList(parse("a"))).isEmpty();
        assertThat(StaticExpressions.asMap(parse("{a = 1}")).orElseThrow()).hasSize(1);
    }
}
