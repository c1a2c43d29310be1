package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Legacy JSON: what Packer makes of values that are not quite of the type that is wanted. */
class WeakTypingTest {
    record Options(
            @Option(doc = "Text.") @Nullable String text,
            @Option(doc = "Truth.") @Nullable Boolean truth,
            @Option(doc = "Count.") @Nullable Integer count,
            @Option(doc = "Size.") @Nullable Long size,
            @Option(doc = "Rate.") @Nullable Double rate,
            @Option(doc = "Wait.") @Nullable Duration pause,
            @Option(doc = "Texts.") List<String> texts,
            @Option(doc = "Counts.") List<Integer> counts,
            @Option(doc = "Tables.") List<List<String>> tables,
            @Option(doc = "Tags.") Map<String, String> tags,

            @Option(doc = "Later.", renderedLater = true) @Nullable
            String later,

            @Option(doc = "Twice.", renderedTwice = true) List<String> twice,

            @Option(doc = "Block.") @Nullable Part block,
            @Option(doc = "Blocks.") List<Part> blocks) {}

    record Part(
            @Option(doc = "Name.") @Nullable String name,
            @Option(doc = "Size.") @Nullable Integer size) {}

    private static final Interpolation RENDERER = (template, data) ->
            template.replace("{{five}}", "5").replace("{{list}}", "a,b").replace("{{id}}", "{{.ID}}");

    private final Diagnostics diagnostics = new Diagnostics();

    private Decoded<Options> decode(String json) {
        SourceFile file = SourceFile.of("t.json", json.replace('\'', '"'));
        return ConfigurationDecoder.ofLegacyJson(RENDERER, DecodingMode.PLANNING)
                .decode(
                        ConfigurationSchema.of(Options.class),
                        JsonParser.body(JsonParser.parse(file, diagnostics)),
                        SourceRange.startOf("t.json"),
                        diagnostics);
    }

    private Object value(String option, String json) throws ReflectiveOperationException {
        Options options = decode("{'" + option + "': " + json + "}")
                .configuration()
                .orElseThrow(() -> new AssertionError(diagnostics.asList().toString()));
        return Options.class.getDeclaredMethod(option).invoke(options);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text   | 'a'              | a",
                "text   | 5                | 5",
                "text   | 5.50             | 5.5",
                "text   | 1e21             | 1000000000000000000000",
                "text   | -0.000001        | -0.000001",
                "text   | true             | 1",
                "text   | false            | 0",
                "text   | '{{five}}'       | 5",
                "text   | null             | null",
                "truth  | true             | true",
                "truth  | 'true'           | true",
                "truth  | 'T'              | true",
                "truth  | '0'              | false",
                "truth  | 2                | true",
                "truth  | 0                | false",
                "truth  | ''               | null",
                "truth  | '{{five}}'       | error",
                "truth  | 'yes'            | error",
                "count  | 5                | 5",
                "count  | 5.9              | 5",
                "count  | -5.9             | -5",
                "count  | '5'              | 5",
                "count  | '{{five}}'       | 5",
                "count  | '0x1F'           | 31",
                "count  | '0b101'          | 5",
                "count  | '010'            | 8",
                "count  | '0o10'           | 8",
                "count  | '-7'             | -7",
                "count  | ''               | null",
                "count  | true             | 1",
                "count  | '5.5'            | error",
                "count  | '08'             | error",
                "count  | 'five'           | error",
                "count  | [5]              | error",
                "count  | 99999999999      | error",
                "size   | 99999999999      | 99999999999",
                "size   | '99999999999'    | 99999999999",
                "rate   | '1.5'            | 1.5",
                "rate   | 2                | 2.0",
                "pause  | '1m30s'          | PT1M30S",
                "pause  | 1500             | PT0.0000015S",
                "pause  | ''               | PT0S",
                "pause  | '5'              | error",
                "texts  | ['a', 'b']       | [a, b]",
                "texts  | 'a,b'            | [a, b]",
                "texts  | '{{list}},c'     | [a, b, c]",
                "texts  | ''               | []",
                "texts  | 5                | [5]",
                "texts  | ['a', 5, null]   | [a, 5, ]",
                "texts  | [['a']]          | error",
                "texts  | {}               | []",
                "texts  | {'a': 'b'}       | error",
                "counts | '1,2'            | [1, 2]",
                "counts | 3                | [3]",
                "counts | ['1', 2.5, true] | [1, 2, 1]",
                "counts | [null, '']       | [0, 0]",
                "tables | [['a'], 'b,c']   | [[a], [b, c]]",
                "tables | 'a,b'            | [[a], [b]]",
                "tags   | {'a': 1, '{{five}}': '{{list}}'}   | {5=a,b, a=1}",
                "tags   | [{'a': 1}, {'b': true, 'a': 2}]    | {a=2, b=1}",
                "tags   | []               | {}",
                "tags   | 'a'              | error",
                "tags   | {'a': {}}        | error",
                "later  | '{{five}}'       | {{five}}",
                "twice  | '{{list}}'       | [a, b]",
                "twice  | ['{{id}}']       | [{{.ID}}]",
                "block  | {'size': '5'}    | Part[name=null, size=5]",
                "blocks | {'size': '5'}    | [Part[name=null, size=5]]",
                "blocks | [{'name': 5}, {}] | [Part[name=5, size=null], Part[name=null, size=null]]",
                "blocks | null             | []",
            })
    void aValueBecomesWhatIsWanted(String option, String json, String wanted) throws ReflectiveOperationException {
        if (wanted.equals("error")) {
            assertThat(decode("{'" + option + "': " + json + "}").configuration())
                    .isEmpty();
            assertThat(diagnostics.asList()).hasSize(1);
            assertThat(diagnostics.asList().get(0).subject()).isNotNull();
        } else {
            assertThat(String.valueOf(value(option, json))).isEqualTo(wanted);
            assertThat(diagnostics.asList()).isEmpty();
        }
    }

    @Test
    void whatIsNotHclIsTextAsItIs() throws ReflectiveOperationException {
        assertThat(value("text", "'${var.x} %{ if true }'")).isEqualTo("${var.x} %{ if true }");
    }

    @Test
    void aValueThatIsKnownOnlyLaterIsUnknown() {
        Decoded<Options> decoded = decode("{'text': '{{id}}', 'later': '{{ .Path }}', 'texts': ['{{id}}']}");
        assertThat(decoded.configuration().orElseThrow().text()).isEqualTo("{{.ID}}");
        assertThat(decoded.unknown()).containsExactlyInAnyOrder("text", "texts");
    }

    @Test
    void anUnknownOptionIsAMistakeAtItsName() {
        assertThat(decode("{'txt': 'a'}").configuration()).isEmpty();
        assertThat(diagnostics.asList().get(0).subject()).hasToString("t.json:1,2-7");
        assertThat(diagnostics.asList().get(0).detail()).contains("Did you mean \"text\"?");
    }
}
