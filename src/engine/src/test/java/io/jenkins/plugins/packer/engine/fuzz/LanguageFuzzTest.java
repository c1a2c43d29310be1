package io.jenkins.plugins.packer.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.function.PackerFunctions;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplate;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplateException;
import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.format.HclFormatter;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import io.jenkins.plugins.packer.hcl.syntax.TreeDump;
import io.jenkins.plugins.packer.hcl.testing.ExpressionGenerator;
import io.jenkins.plugins.packer.hcl.testing.SampleVariables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Parser, evaluator, formatter, JSON reader and Go-template engine on generated and mutated input. The system property
 * {@code fuzz.seconds} says for how long (40), {@code fuzz.seed} from which seed; see docs/testing.md.
 */
class LanguageFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 40));
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_127);
    private static final Path LANGUAGE = Path.of("../hcl/src/test/resources");
    private static final Path ENGINE = Path.of("src/test/resources");

    private final Random random = new Random(SEED);
    private final EvaluationContext context = EvaluationContext.of(
            SampleVariables.all(),
            new PackerFunctions(
                            Instant.EPOCH,
                            Path.of("").toAbsolutePath(),
                            Map.of(),
                            new HttpRemoteValues(Map.of(), new Redactor(), (function, arguments) -> function))
                    .functions(ENGINE.toAbsolutePath()));

    @Test
    void noInputCrashesHangsOrChangesItsMeaningByLayout(TestReporter reporter) throws Exception {
        Mutations hcl = new Mutations(random, nativeFiles());
        Mutations json = new Mutations(random, Mutations.files(LANGUAGE.resolve("json"), ".json"));
        Mutations templates = new Mutations(random, goTemplates());
        ExpressionGenerator expressions = new ExpressionGenerator(random);
        int inputs = 0;
        long end = System.nanoTime() + TIME.toNanos();
        try (Deadline deadline = new Deadline()) {
            while (System.nanoTime() < end) {
                byte[] source = hcl.next();
                deadline.run(shown("native", source), () -> checkNative(source));
                byte[] object = json.next();
                deadline.run(shown("json", object), () -> checkJson(object));
                byte[] template = templates.next();
                deadline.run(shown("go-template", template), () -> checkGoTemplate(template));
                byte[] expression = expressions.next().getBytes(StandardCharsets.UTF_8);
                byte[] mutant = new Mutations(random, List.of(expression)).next();
                deadline.run(shown("expression", mutant), () -> checkExpression(mutant));
                inputs += 4;
            }
        }
        reporter.publishEntry("inputs of seed " + SEED, String.valueOf(inputs));
        assertThat(inputs).as("inputs from seed " + SEED).isGreaterThan(100);
    }

    private static List<byte[]> nativeFiles() throws IOException {
        List<byte[]> files = new ArrayList<>(Mutations.files(LANGUAGE.resolve("corpus"), ""));
        files.addAll(Mutations.files(ENGINE.resolve("wrong-templates"), ".hcl"));
        return files;
    }

    private static List<byte[]> goTemplates() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (byte[] file : Mutations.files(ENGINE.resolve("gotemplate"), ".txt")) {
            for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    /** Base64, so that an input that fails can be used as it is. */
    private static String shown(String kind, byte[] source) {
        return kind + " input, in base64, of seed " + SEED + ": "
                + Base64.getEncoder().encodeToString(source);
    }

    private Void checkNative(byte[] source) {
        byte[] once = HclFormatter.format(source);
        String tree = meaning(source);
        if (tree.startsWith("ok")) {
            if (!hasDotAfterNumber(source)) {
                assertThat(meaning(once))
                        .as("what it means once it is laid out")
                        .isEqualTo(tree);
            }
            boolean onlyByteOrderMark = source.length == 3 && source[0] < 0;
            if (!onlyByteOrderMark) {
                assertThat(HclFormatter.format(once)).as("layout of its layout").isEqualTo(once);
            }
        }
        Diagnostics diagnostics = new Diagnostics();
        evaluate(HclParser.parseFile(new SourceFile("f", source), diagnostics), diagnostics);
        return null;
    }

    /** Packer's layout makes one number of {@code 5 .1}, which means nothing before, and so does ours. */
    private static boolean hasDotAfterNumber(byte[] source) {
        Tokens tokens = Tokens.of(new SourceFile("f", source));
        for (int token = 0; token + 1 < tokens.size(); token++) {
            if (tokens.type(token) == TokenType.NUMBER && tokens.type(token + 1) == TokenType.DOT) {
                return true;
            }
        }
        return false;
    }

    /** The tree without places. */
    private static String meaning(byte[] source) {
        return TreeDump.answer("config", source).replaceAll("\\[\\d+,\\d+,\\d+-\\d+,\\d+,\\d+]", "");
    }

    private void evaluate(Body body, Diagnostics diagnostics) {
        for (Attribute attribute : body.justAttributes(diagnostics).values()) {
            Evaluator.evaluate(attribute.expression(), context, diagnostics);
        }
    }

    private Void checkJson(byte[] source) {
        Diagnostics diagnostics = new Diagnostics();
        evaluate(JsonParser.parseFile(new SourceFile("f", source), diagnostics), diagnostics);
        Expression expression = JsonParser.parseExpression(new SourceFile("f", source), diagnostics);
        Evaluator.evaluate(expression, context, diagnostics);
        return null;
    }

    private Void checkExpression(byte[] source) {
        Diagnostics diagnostics = new Diagnostics();
        Expression expression = HclParser.parseExpression(new SourceFile("f", source), diagnostics);
        if (!diagnostics.hasErrors()) {
            Evaluator.evaluate(expression, context, diagnostics);
        }
        return null;
    }

    private static Void checkGoTemplate(byte[] source) {
        try {
            GoTemplate.parse(new String(source, StandardCharsets.UTF_8), Map.of())
                    .execute(Map.of("x", "text", "n", 3L, "list", List.of("a", "b")));
        } catch (GoTemplateException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        return null;
    }
}
