package io.jenkins.plugins.packer.hcl.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of faulty JSON and where, and what values are; what is as in Go is compared with Go elsewhere. */
class JsonParserTest {
    private static List<String> mistakes(byte[] source) {
        Diagnostics found = new Diagnostics();
        JsonParser.parseFile(new SourceFile("f", source), found);
        return found.asList().stream()
                .map(d -> d.subject() + ": " + d.summary() + " | " + d.detail())
                .toList();
    }

    private static Value value(String json, EvaluationContext context, Diagnostics found) {
        return Evaluator.evaluate(JsonParser.parseExpression(SourceFile.of("f", json), found), context, found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": \"x\\qy\"} | f:1,9-11 | Invalid JSON string | After a backslash only \" \\ / b f n r t and u are allowed.",
                "{\"a\": \"é\\u12g4\"} | f:1,9-11 | Invalid JSON string | \\u must be followed by four hexadecimal digits.",
                "{\"a\": \"x | f:1,7-9 | Invalid JSON string | The closing quote of this string is missing; a line break in it must be written as \\n.",
                "{\"a\": 1] | f:1,8-9 | Mismatched braces | A JSON object must be closed with a brace, not a bracket.",
                "{\"a\": [1}} | f:1,9-10 | Mismatched brackets | A JSON array must be closed with a bracket, not a brace.",
                "{\"a\": 1 \"b\": 2} | f:1,9-12 | Missing attribute separator comma | A comma must appear between each property definition in an object.",
                "[1 2] | f:1,4-5 | Missing attribute separator comma | A comma must appear between each value in an array.",
                "[1 | f:1,1-2 | Unclosed array | No closing bracket was found for this JSON array.",
                "[\"x\": 1] | f:1,5-6 | Invalid array value | A colon is not used to introduce values in a JSON array.",
                "{\"a\": 01} | f:1,7-9 | Invalid JSON number | A number must not have leading zeros.",
                "{\"a\": +1} | f:1,7-9 | Invalid JSON number | A number must not begin with a plus sign.",
                "{\"a\": .5} | f:1,7-9 | Invalid JSON number | A number must begin with a digit, or with a minus sign and a digit.",
                "{\"a\": 5.} | f:1,7-9 | Invalid JSON number | A digit is required after the decimal point.",
                "{\"a\": 1e} | f:1,7-9 | Invalid JSON number | A digit is required in the exponent.",
                "{\"a\": 1-2} | f:1,7-10 | Invalid JSON number | A number must not have a sign or a point at this place.",
                "{\"a\": 1e100000} | f:1,7-15 | Invalid JSON number | A number with such an exponent cannot be calculated with.",
                "{\"a\": ture} | f:1,7-11 | Invalid JSON keyword | \"ture\" is not a valid JSON keyword. Did you mean \"true\"?",
                "{\"a\": NaN} | f:1,7-10 | Invalid JSON keyword | The JavaScript identifier \"NaN\" cannot be used in JSON.",
                "{\"a\" = 1} | f:1,6-7 | Missing property value colon | JSON uses a colon as its name/value delimiter, not an equals sign.",
            })
    void aMistakeIsExplainedAtItsPlace(String json, String place, String summary, String detail) {
        assertThat(mistakes(json.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(place + ": " + summary + " | " + detail);
    }

    @Test
    void allValuesThatAreWrongInThemselvesAreReported() {
        assertThat(mistakes("{\"a\": tru, \"b\\q\": 01,\n \"c\": [\"\\u1\"]}".getBytes(StandardCharsets.UTF_8)))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(" |")))
                .containsExactly(
                        "f:1,7-10: Invalid JSON keyword",
                        "f:1,14-16: Invalid JSON string",
                        "f:1,19-21: Invalid JSON number",
                        "f:2,9-11: Invalid JSON string");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThat(mistakes("{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "f:1,8-9: Invalid JSON string | All of a file must be encoded in UTF-8, but these bytes are"
                                + " not.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x ${nope}\" | f:1,6-10",
                "\"\\n${nope}\" | f:1,6-10",
                "\"\\\"${nope}\\\"\" | f:1,6-10",
                "\"\\u00e9\\ud83d\\ude00${nope}\" | f:1,22-26",
                "\"\\ud83d${nope}\" | f:1,10-14",
                "\"é\\t日本${nope}\" | f:1,9-13",
                "\"\\u0024{nope}\" | f:1,9-13",
                "\"${n\\u006fpe}\" | f:1,4-13",
                "{\"\\/${nope}\": 1} | f:1,7-11",
            })
    void placesInAStringAreRightBehindEscapes(String json, String place) {
        Diagnostics found = new Diagnostics();
        value(json, EvaluationContext.of(Map.of("s", Value.TRUE), null), found);
        assertThat(found.asList()).extracting(d -> String.valueOf(d.subject())).containsExactly(place);
    }

    @Test
    void linesAndTabsAreCountedAsInGo() {
        Diagnostics found = new Diagnostics();
        value("[\n 1,\r\n\t\"a\\\\${nope}\"]", EvaluationContext.of(Map.of(), null), found);
        assertThat(found.asList()).extracting(d -> String.valueOf(d.subject())).containsExactly("f:3,9-13");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"${s}\" | ${s}",
                "\"%{if\" | %{if",
                "\"$${s}\" | $${s}",
                "\"${\" | ${",
            })
    void aStringIsItsTextWhereNothingMayBeReferredTo(String json, String text) {
        Diagnostics found = new Diagnostics();
        assertThat(value(json, EvaluationContext.EMPTY, found).asString()).isEqualTo(text);
        assertThat(found.isEmpty()).isTrue();
    }

    @Test
    void aSecretKeyMakesTheWholeObjectSecret() {
        Diagnostics found = new Diagnostics();
        Value secret = Value.string("k").withMark(Mark.SENSITIVE);
        Value object = value("{\"${x}\": 1}", EvaluationContext.of(Map.of("x", secret), null), found);
        assertThat(found.isEmpty()).isTrue();
        assertThat(object.marks()).containsExactly(Mark.SENSITIVE);
        assertThat(object.unmark().entryMap()).containsOnlyKeys("k");
    }

    @Test
    void aKeyThatIsThereTwiceIsReportedWithItsVariables() {
        Diagnostics found = new Diagnostics();
        value("{\"b\": 1, \"${s}\": 2}", EvaluationContext.of(Map.of("s", Value.string("b")), null), found);
        assertThat(found.asList())
                .containsExactly(Diagnostic.error(
                                "Duplicate object attribute",
                                "An attribute named \"b\" was already defined at f:1,2-5.",
                                found.asList().get(0).subject())
                        .withValues(List.of(new Diagnostic.ShownValue("s", "is \"b\""))));
    }

    @Test
    void anExpressionInJsonKnowsItsPlace() {
        Expression expression = JsonParser.parseExpression(SourceFile.of("f", " [1, {}]"), new Diagnostics());
        assertThat(expression.range()).hasToString("f:1,2-9");
        assertThat(expression.startRange()).hasToString("f:1,2-3");
    }
}
