package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.builtin.none.NullConfiguration;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationDecoderTest {

    @Refused(options = "winrm_host", reason = "it comes later.")
    record Access(
            @Option(doc = "Key.", sensitive = true) @Nullable
            String accessKey) {}

    record Mount(
            @Option(doc = "From.", required = true) String source,
            @Option(doc = "To.", defaultValue = "/mnt") String target) {}

    record Options(
            @Option(doc = "Text.") @Nullable String text,

            @Option(doc = "Later.", renderedLater = true) @Nullable
            String later,

            @Option(doc = "Twice.", renderedTwice = true) List<String> twice,

            @Option(doc = "Flag.") boolean flag,
            @Option(doc = "Perhaps.") @Nullable Boolean perhaps,
            @Option(doc = "Number.", defaultValue = "7") int number,
            @Option(doc = "Size.") @Nullable Long size,
            @Option(doc = "Ratio.") @Nullable Double ratio,
            @Option(doc = "Wait.", defaultValue = "90s") Duration delay,

            @Option(doc = "Texts.", defaultValue = "[\"a\"]")
            List<String> texts,

            @Option(doc = "Lists.") List<List<String>> lists,
            @Option(doc = "Map.") Map<String, String> map,
            @Option(doc = "Any.") @Nullable Value any,
            @Option(doc = "Mounts.", name = "mount") List<Mount> mounts,
            @Option(doc = "Single.") @Nullable Mount single,
            @Group Access access) {}

    private static final Interpolation RENDERER = new Interpolation() {
        @Override
        public void check(String template) throws InterpolationException {
            if (template.contains("malformed")) {
                throw new InterpolationException("it is malformed");
            }
        }

        @Override
        public String render(String template, Map<String, ?> data) throws InterpolationException {
            if (template.contains("bad")) {
                throw new InterpolationException("it is bad");
            }
            return template.replace("{{name}}", "web").replace("{{later}}", "{{.ID}}");
        }
    };

    private final Diagnostics diagnostics = new Diagnostics();

    private Decoded<Options> decode(String text, DecodingMode mode) {
        EvaluationContext context = EvaluationContext.of(
                Map.of(
                        "unknown", Value.DYNAMIC,
                        "secret", Value.string("hunter22").withMark(Mark.SENSITIVE),
                        "nothing", Value.NULL),
                Map.of());
        Body body = DynamicBlocks.expand(HclParser.parseFile(SourceFile.of("t", text), diagnostics), context);
        return new ConfigurationDecoder(context, RENDERER, mode)
                .decode(ConfigurationSchema.of(Options.class), body, SourceRange.startOf("t"), diagnostics);
    }

    private Options options(String text) {
        Decoded<Options> decoded = decode(text, DecodingMode.RUNNING);
        assertThat(diagnostics.asList()).isEmpty();
        return decoded.configuration().orElseThrow();
    }

    private List<String> problems(String text, DecodingMode mode) {
        assertThat(decode(text, mode).configuration().isPresent()).isFalse();
        return diagnostics.asList().stream()
                .map(d -> d.subject() + ": " + d.summary() + " | " + d.detail())
                .toList();
    }

    @Test
    void whatIsNotGivenIsTheDefaultOrEmpty() {
        Options options = options("");
        assertThat(options)
                .isEqualTo(new Options(
                        null,
                        null,
                        List.of(),
                        false,
                        null,
                        7,
                        null,
                        null,
                        Duration.ofSeconds(90),
                        List.of("a"),
                        List.of(),
                        Map.of(),
                        null,
                        List.of(),
                        null,
                        new Access(null)));
    }

    @Test
    void valuesAreConvertedAsPackerConvertsThem() {
        Options options = options("text = 5\nflag = \"true\"\nperhaps = false\nnumber = \"8\"\nsize = 5000000000\n"
                + "ratio = \"0.5\"\ndelay = \"1h\"\ntexts = [1, true]\nlists = [[\"a\"], [1, \"b\"]]\n"
                + "map = { a = 1, b = false }\nany = [1]\naccess_key = \"k\"\n");
        assertThat(options.text()).isEqualTo("5");
        assertThat(options.flag()).isTrue();
        assertThat(options.perhaps()).isFalse();
        assertThat(options.number()).isEqualTo(8);
        assertThat(options.size()).isEqualTo(5_000_000_000L);
        assertThat(options.ratio()).isEqualTo(0.5);
        assertThat(options.delay()).isEqualTo(Duration.ofHours(1));
        assertThat(options.texts()).containsExactly("1", "true");
        assertThat(options.lists()).containsExactly(List.of("a"), List.of("1", "b"));
        assertThat(options.map()).isEqualTo(Map.of("a", "1", "b", "false"));
        assertThat(options.any()).isEqualTo(Value.tuple(Value.number(1)));
        assertThat(options.access().accessKey()).isEqualTo("k");
    }

    @Test
    void nullIsAsIfNothingHadBeenWritten() {
        Options options = options("number = null\ntexts = nothing\n");
        assertThat(options.number()).isEqualTo(7);
        assertThat(options.texts()).containsExactly("a");
    }

    @Test
    void anEmptyTextIsAsIfNothingHadBeenWrittenAndSoIsZeroWhereThereIsADefault() {
        Decoded<Options> decoded = decode(
                "text = \"\"\nnumber = 0\nsize = 0\ndelay = \"0s\"\nmap = { a = \"\" }\n", DecodingMode.PLANNING);
        Options options = decoded.configuration().orElseThrow();
        assertThat(options.text()).isNull();
        assertThat(options.number()).isEqualTo(7);
        assertThat(options.size()).isZero();
        assertThat(options.delay()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.map()).containsExactly(Map.entry("a", ""));
        assertThat(decoded.zero()).containsExactlyInAnyOrder("text", "number", "delay");
        assertThat(decoded.ranges()).containsKeys("text", "number", "delay");
    }

    record Waits(
            @Option(doc = "How often.", defaultValue = "5s", negative = true)
            Duration interval,

            @Option(doc = "How long.") @Nullable Duration pause) {}

    @Test
    void aDurationIsNegativeOnlyWhereThatTurnsSomethingOff() {
        ConfigurationDecoder decoder =
                new ConfigurationDecoder(EvaluationContext.EMPTY, RENDERER, DecodingMode.RUNNING);
        Body body = HclParser.parseFile(SourceFile.of("t", "interval = \"-1s\"\npause = \"-2s\"\n"), diagnostics);
        Decoded<Waits> decoded =
                decoder.decode(ConfigurationSchema.of(Waits.class), body, SourceRange.startOf("t"), diagnostics);
        assertThat(decoded.configuration()).isEmpty();
        assertThat(diagnostics.asList())
                .singleElement()
                .satisfies(d -> assertThat(d.detail())
                        .isEqualTo("Inappropriate value for attribute \"pause\": a duration must not be negative, but"
                                + " this is \"-2s\"."));
    }

    @Test
    void keepingAnSshConnectionAliveIsTurnedOffByANegativeInterval() {
        ConfigurationDecoder decoder =
                new ConfigurationDecoder(EvaluationContext.EMPTY, RENDERER, DecodingMode.RUNNING);
        Body body = HclParser.parseFile(SourceFile.of("t", "ssh_keep_alive_interval = \"-1s\"\n"), diagnostics);
        Decoded<NullConfiguration> decoded = decoder.decode(
                ConfigurationSchema.of(NullConfiguration.class), body, SourceRange.startOf("t"), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(decoded.configuration().orElseThrow().connection().ssh().sshKeepAliveInterval())
                .isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void goTemplatesAreRenderedInTextsListsAndMapsUnlessTheComponentDoes() {
        Options options = options("text = \"{{name}}\"\nlater = \"{{name}}\"\ntexts = [\"x-{{name}}\"]\n"
                + "map = { \"{{name}}-a\" = \"{{name}}!\" }\ndelay = \"5m\"\ntwice = [\"{{name}}\"]\n");
        assertThat(options.text()).isEqualTo("web");
        assertThat(options.later()).isEqualTo("{{name}}");
        assertThat(options.texts()).containsExactly("x-web");
        assertThat(options.map()).containsExactly(Map.entry("web-a", "web!"));
        assertThat(options.twice()).containsExactly("{{name}}");
    }

    @Test
    void aGoTemplateThatTheComponentRendersIsParsedAtOnce() {
        assertThat(problems("later = \"{{malformed}}\"\n", DecodingMode.PLANNING))
                .containsExactly(
                        "t:1,9-24: Invalid Go template | The value of \"later\" cannot be rendered: it is malformed");
        assertThat(decode("later = \"{{bad}}\"\n", DecodingMode.PLANNING).configuration())
                .isPresent();
    }

    @Test
    void aGoTemplateThatIsRenderedTwiceIsTriedBeforeTheBuildRuns() {
        assertThat(problems("twice = [\"fine\", \"{{bad}}\"]\n", DecodingMode.PLANNING))
                .containsExactly(
                        "t:1,9-28: Invalid Go template | The value of \"twice\" cannot be rendered: it is bad");
        Decoded<Options> later = decode("twice = [\"{{later}}\"]\n", DecodingMode.PLANNING);
        assertThat(later.configuration().orElseThrow().twice()).containsExactly("{{later}}");
        assertThat(later.unknown()).isEmpty();
    }

    @Test
    void oneThatIsRenderedTwiceIsTheComponentsToRenderWhileTheBuildRuns() {
        assertThat(options("twice = [\"{{bad}}\"]\n").twice()).containsExactly("{{bad}}");
    }

    @Test
    void aGoTemplateThatCannotBeRenderedIsPointedAt() {
        assertThat(problems("text = \"{{bad}}\"\n", DecodingMode.PLANNING))
                .containsExactly("t:1,8-17: Invalid Go template | The value of \"text\" cannot be rendered: it is bad");
    }

    @Test
    void unknownValuesHavePlaceholdersWhilePlanning() {
        Decoded<Options> decoded = decode(
                "text = \"${unknown.id}-x\"\nnumber = unknown.n\ntexts = [\"a\", unknown.b]\nmap = unknown.m\n"
                        + "later = \"known\"\nflag = unknown.f\ndelay = unknown.w\n",
                DecodingMode.PLANNING);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(decoded.unknown()).containsExactlyInAnyOrder("text", "number", "texts", "map", "flag", "delay");
        Options options = decoded.configuration().orElseThrow();
        assertThat(options.text()).isEqualTo("<unknown>");
        assertThat(options.texts()).containsExactly("a", "<unknown>");
        assertThat(options.number()).isZero();
        assertThat(options.map()).isEmpty();
    }

    @Test
    void unknownValuesAreErrorsWhileRunning() {
        assertThat(problems("text = unknown.id\n", DecodingMode.RUNNING))
                .containsExactly("t:1,8-18: Unknown value | The value of \"text\" is still not known now that the build"
                        + " runs.");
    }

    @Test
    void aTextWithAPlaceholderForALaterValueIsUnknownToo() {
        assertThat(decode("text = \"{{later}}\"\n", DecodingMode.PLANNING).unknown())
                .containsExactly("text");
    }

    @Test
    void blocksOfAnUnknownNumberAreAnUnknownOption() {
        String text = "dynamic \"mount\" {\n  for_each = unknown.mounts\n  content {\n    source = \"x\"\n  }\n}\n";
        Decoded<Options> decoded = decode(text, DecodingMode.PLANNING);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(decoded.unknown()).containsExactly("mount");
        assertThat(decoded.configuration().orElseThrow().mounts()).isEmpty();
    }

    @Test
    void nestedBlocksKeepTheirPlaces() {
        Decoded<Options> decoded = decode(
                "mount {\n  source = \"a\"\n}\nmount {\n  source = \"b\"\n  target = \"/b\"\n}\n"
                        + "single {\n  source = \"c\"\n}\n",
                DecodingMode.RUNNING);
        Options options = decoded.configuration().orElseThrow();
        assertThat(options.mounts()).containsExactly(new Mount("a", "/mnt"), new Mount("b", "/b"));
        assertThat(options.single()).isEqualTo(new Mount("c", "/mnt"));
        assertThat(decoded.ranges())
                .containsOnlyKeys(
                        "mount",
                        "mount.source",
                        "mount[0]",
                        "mount[0].source",
                        "mount[1]",
                        "mount[1].source",
                        "mount[1].target",
                        "single",
                        "single.source");
        assertThat(decoded.ranges().get("mount[1]")).hasToString("t:4,1-6");
        assertThat(decoded.ranges().get("mount[1].target")).hasToString("t:6,12-16");
    }

    @Test
    void secretsAreTheSensitiveOptionsAndTheMarkedValues() {
        Decoded<Options> decoded = decode(
                "access_key = \"k3y-{{name}}\"\ntext = \"Bearer ${secret}\"\nmap = { a = secret, b = \"plain\" }\n",
                DecodingMode.RUNNING);
        assertThat(decoded.secrets()).contains("k3y-web", "Bearer hunter22", "hunter22");
        assertThat(decoded.configuration().orElseThrow().text()).isEqualTo("Bearer hunter22");
    }

    @Test
    void whatStandsBesideASecretIsNone() {
        Decoded<Options> decoded = decode(
                "map = { a = \"${secret} {{name}}\", b = \"plain\" }\ntexts = [\"-e\", \"p=${secret} {{name}}\", \"{{name}}\"]\n",
                DecodingMode.RUNNING);
        assertThat(decoded.secrets())
                .containsExactlyInAnyOrder(
                        "hunter22 {{name}}", "hunter22 web", "p=hunter22 {{name}}", "p=hunter22 web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"hunter33\", 4711] | hunter33,4711",
                "{ key = \"hunter33\" } | hunter33",
                "\"hunter33 {{bad}}\" | hunter33 {{bad}}"
            })
    void aSecretThatDoesNotFitIsASecretStill(String value, String secrets) {
        Decoded<Options> decoded = decode("access_key = " + value + "\n", DecodingMode.PLANNING);
        assertThat(decoded.configuration()).isEmpty();
        assertThat(decoded.secrets()).containsExactlyInAnyOrder(secrets.split(","));
    }

    @Test
    void whatIsUnknownIsNoSecret() {
        assertThat(decode("access_key = unknown.key\n", DecodingMode.PLANNING).secrets())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "winrm_host = 1 | t:1,1-11: Refused option; The option \"winrm_host\" is refused: it comes later.",
                "winrm_host {} | t:1,1-11: Refused option; The option \"winrm_host\" is refused: it comes later.",
                "nmber = 1 | t:1,1-6: Unsupported argument; An argument named \"nmber\" is not expected here. Did you"
                        + " mean \"number\"?",
                "texts = [null] | t:1,9-15: Incorrect attribute value type; Inappropriate value for attribute"
                        + " \"texts\": null value is not allowed.",
                "number = 3000000000 | t:1,10-20: Incorrect attribute value type; Inappropriate value for attribute"
                        + " \"number\": value must be a whole number, between -2147483648 and 2147483647 inclusive.",
                "map = { a = [] } | t:1,13-15: Incorrect attribute value type; Inappropriate value for attribute"
                        + " \"map\": element \"a\": string required, but have tuple.",
                "mount {} | t:1,7-7: Missing required argument; The argument \"source\" is required, but no definition"
                        + " was found.",
                "nope {} | t:1,1-5: Unsupported block type; Blocks of type \"nope\" are not expected here.",
            })
    void mistakesAreNamedWithTheirPlace(String text, String problem) {
        assertThat(problems(text + "\n", DecodingMode.PLANNING)).containsExactly(problem.replace("; ", " | "));
    }

    @Test
    void allMistakesAreReported() {
        assertThat(problems("number = []\nflag = \"x\"\nmount {\n  target = []\n}\nzzz = 1\n", DecodingMode.PLANNING))
                .hasSize(5);
    }

    @Test
    void overridesWinAndMayGiveBlocks() {
        SourceRange range = SourceRange.startOf("o");
        Body body = HclParser.parseFile(SourceFile.of("t", "number = 1\nmount {\n  source = \"a\"\n}\n"), diagnostics);
        Value mount = Value.object(Map.of("source", Value.string("b")));
        Options options = new ConfigurationDecoder(EvaluationContext.EMPTY, RENDERER, DecodingMode.RUNNING)
                .decode(
                        ConfigurationSchema.of(Options.class),
                        List.of(body),
                        range,
                        List.of(
                                new OptionOverride("number", Value.string("2"), range),
                                new OptionOverride("mount", Value.tuple(mount, mount), range),
                                new OptionOverride("single", mount, range)),
                        List.of(),
                        diagnostics)
                .configuration()
                .orElseThrow();
        assertThat(options.number()).isEqualTo(2);
        assertThat(options.mounts()).containsExactly(new Mount("b", "/mnt"), new Mount("b", "/mnt"));
        assertThat(options.single()).isEqualTo(new Mount("b", "/mnt"));
    }
}
