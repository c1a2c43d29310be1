package io.jenkins.plugins.packer.hcl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeExpressionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "any",
                "list(string)",
                "map(set(bool))",
                "tuple([string,number])",
                "object({a=list(any),b=object({})})"
            })
    void aTypeReadsAsItIsWritten(String source) {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(TypeExpression.constraint(EvaluatorTest.parse(source), diagnostics)
                        .expression())
                .isEqualTo(source);
        assertThat(diagnostics.asList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "strng | The keyword \"strng\" is not a valid type specification.",
                "list | requires one argument",
                "list(string, number) | requires one argument",
                "string(5) | does not expect arguments",
                "\"string\" | A type is either a keyword",
                "vector(string) | not a valid type constructor",
                "object([]) | requires a map",
                "object({\"a b\" = string}) | must be attribute names",
                "object({a = string, a = number}) | must be unique",
                "tuple(string) | requires a list",
                "optional(string) | valid only as a modifier",
                "object({a = optional(number, \"x\")}) | This default value is not compatible",
                "object({a = optional(number, 1, 2)}) | at most two arguments",
                "object({a = optional(string, b)}) | Variables may not be used here"
            })
    void whatIsNoTypeIsExplained(String source, String part) {
        Diagnostics diagnostics = new Diagnostics();
        TypeExpression.constraintWithDefaults(EvaluatorTest.parse(source), diagnostics);
        assertThat(diagnostics.asList())
                .extracting(Diagnostic::detail)
                .anySatisfy(detail -> assertThat(detail).contains(part));
    }

    @Test
    void anExactTypeHasNoAny() {
        Diagnostics diagnostics = new Diagnostics();
        TypeExpression.type(EvaluatorTest.parse("list(any)"), diagnostics);
        assertThat(diagnostics.hasErrors()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "object({a = optional(string, \"x\"), b = optional(number)}) | {} | {a = \"x\", b = convert(null, number)}",
                "object({a = optional(string, \"x\")}) | {a = null} | {a = \"x\"}",
                "object({a = optional(string, \"x\")}) | {a = 5} | {a = \"5\"}",
                "list(object({a = optional(number, 1)})) | [{}, {a = 2}] | convert([{a = 1}, {a = 2}], list(object({a = number})))",
                "map(object({a = optional(number, 1)})) | {k = {}} | convert({k = {a = 1}}, map(object({a = number})))",
                "object({o = optional(object({a = optional(bool, true)}), {})}) | {} | {o = {a = true}}",
                "tuple([object({a = optional(number, 1)})]) | [{}] | [{a = 1}]"
            })
    void defaultsFillWhatIsMissing(String type, String given, String expected) {
        Diagnostics diagnostics = new Diagnostics();
        EvaluationContext context =
                EvaluationContext.of(java.util.Map.of(), java.util.Map.of("convert", ExpressionFunctions.convert()));
        TypeExpression.Constraint constraint =
                TypeExpression.constraintWithDefaults(EvaluatorTest.parse(type), diagnostics);
        Value value = Evaluator.evaluate(EvaluatorTest.parse(given), context, diagnostics);
        Value wanted = Evaluator.evaluate(EvaluatorTest.parse(expected), context, diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(constraint.convert(value)).isEqualTo(wanted);
    }
}
