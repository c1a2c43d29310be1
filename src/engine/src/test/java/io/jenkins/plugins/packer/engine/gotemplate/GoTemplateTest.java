package io.jenkins.plugins.packer.engine.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTemplateTest {

    static List<TemplateFacts.Fact> facts() throws IOException {
        return TemplateFacts.all();
    }

    private static String render(String template) throws GoTemplateException {
        return GoTemplate.parse(template, OracleData.functions()).execute(OracleData.data());
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aTemplateGivesWhatGoGives(TemplateFacts.Fact fact) throws GoTemplateException {
        if (fact.accepted()) {
            assertThat(render(fact.template())).isEqualTo(fact.output());
        } else {
            assertThatThrownBy(() -> render(fact.template())).isInstanceOf(GoTemplateException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{{range 3}}{{.}}{{end}}! 012",
                "{{range $i := 2}}{{$i}}{{end}}! 01",
                "{{range 0}}x{{else}}none{{end}}! none",
                "{{$x := 0}}{{range $x = .L}}{{end}}{{$x}}! 2.5",
                "{{$i := 0}}{{$e := 0}}{{range $i, $e = .NL}}{{end}}{{$i}}{{$e}}! 1[3]",
                "{{with .Empty}}a{{else with .I}}b{{.}}{{end}}! b42",
                "{{slice .S .M.x}}! ello"
            })
    void whatNewerGoTakesIsTaken(String template, String expected) throws GoTemplateException {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a {{unknown}}! 1! 5! function \"unknown\" not defined; defined are add, and,",
                "a{{upper 1}}! 1! 10! wrong type for value; expected string; got int",
                "é🎉{{.S.x}}! 1! 5! can't evaluate field x in type string",
                "{{fail \"boom\"}}! 1! 3! error calling fail: boom",
                "{{add 1}}! 1! 3! wrong number of args for add: want 2 got 1",
                "{{$y}}! 1! 3! undefined variable \"$y\": declare it with $y :=",
                "{{if .T}}x! 1! 11! {{end}} is missing",
                "{{.S! 1! 5! unclosed action",
                "{{\"\\q\"}}! 1! 3! use backquotes",
                "{{1i}}! 1! 3! complex numbers are not supported",
                "{{\"\\xff\"}}! 1! 3! not UTF-8",
                "{{printf \"%p\" .L}}! 1! 3! %p is not supported",
                "{{range $i, $e := 3}}{{end}}! 1! 3! can't use 3 to iterate over more than one variable",
                "{{with .I}}{{else if .T}}{{end}}! 1! 19! does not continue this action"
            })
    void anErrorNamesItsPlaceAndWhatToDo(String template, int line, int column, String message) {
        GoTemplateException e = catchThrowableOfType(GoTemplateException.class, () -> render(template));
        assertThat(e)
                .hasMessageStartingWith("template: root:" + line + ":" + column + ": ")
                .hasMessageContaining(message);
        assertThat(e.line()).isEqualTo(line);
        assertThat(e.column()).isEqualTo(column);
    }

    @Test
    void anErrorInALaterLineNamesThatLine() {
        GoTemplateException e = catchThrowableOfType(GoTemplateException.class, () -> render("a\nb\n c {{nope}}"));
        assertThat(e.line()).isEqualTo(3);
        assertThat(e.column()).isEqualTo(6);
    }

    @Test
    void parsingExecutesNothing() throws GoTemplateException {
        GoTemplate.parse("{{fail `x`}}{{.S.x}}{{template `none`}}", OracleData.functions());
    }

    @Test
    void whatNeverEndsIsEnded() {
        assertThatThrownBy(() -> render("{{range 9223372036854775807}}{{end}}")).hasMessageContaining("too many steps");
        assertThatThrownBy(() -> render("{{define `t`}}{{template `t`}}{{end}}{{template `t`}}"))
                .hasMessageContaining("exceeded maximum template depth");
        assertThatThrownBy(() -> render("{{$x := `0123456789`}}{{range 60}}{{$x = print $x $x}}{{end}}"))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> render("{{range 100}}{{printf `%1000000d` 1}}{{end}}"))
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "{{if .T}}", "{{range .L}}", "{{with .T}}", "{{block `b` .}}", "{{if .T}}{{else}}"})
    void depthIsBounded(String opening) {
        String nested = opening.equals("(") ? "{{" + "(".repeat(100_000) : opening.repeat(100_000);
        assertThatThrownBy(() -> render(nested))
                .isInstanceOf(GoTemplateException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void aLongChainOfElseIfIsNotDeep() throws GoTemplateException {
        assertThat(render("{{if .B}}" + "{{else if .B}}".repeat(10_000) + "{{else}}last{{end}}"))
                .isEqualTo("last");
    }

    @Test
    void deeplyNestedDataIsRefusedNotOverflown() {
        Object data = "x";
        for (int i = 0; i < 10_000; i++) {
            data = new ArrayList<>(List.of(data));
        }
        Object nested = data;
        assertThatThrownBy(() -> GoTemplate.parse("{{.}}", Map.of()).execute(nested))
                .isInstanceOf(GoTemplateException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void dataOfATypeThatGoTemplatesDoNotKnowIsRefused() {
        Map<String, Object> data = new HashMap<>(Map.of("x", Thread.State.NEW));
        assertThatThrownBy(() -> GoTemplate.parse("{{.x}}", Map.of()).execute(data))
                .isInstanceOf(GoTemplateException.class)
                .hasMessageContaining(".x: a template cannot use data of type");
    }

    @Test
    void anAddedFunctionTakesThePlaceOfABuiltInOne() throws GoTemplateException {
        GoFunction and = OracleData.function(arguments -> "mine", true, GoType.ANY);
        assertThat(GoTemplate.parse("{{and 1}}", Map.of("and", and)).execute(null))
                .isEqualTo("mine");
    }

    @Property(tries = 2000, seed = "20261123")
    void noTextMakesAnyOtherException(@ForAll String text) {
        try {
            assertThat(render("{{" + text + "}}")).isNotNull();
        } catch (GoTemplateException e) {
            assertThat(e.getMessage()).startsWith("template: root:");
        }
    }
}
