package io.jenkins.plugins.packer.hcl.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that nobody writes by hand does no harm: no stack overflow, no endless wait, no exception. */
class JsonLimitsTest {
    private static final int SMALL_STACK = 512 * 1024;
    private static final int MEGABYTES_10 = 10_000_000;
    private static final EvaluationContext CONTEXT = EvaluationContext.of(Map.of(), Map.of());

    private static List<Diagnostic> read(SourceFile file) {
        Diagnostics found = new Diagnostics();
        Body body = JsonParser.parseFile(file, found);
        for (Attribute attribute : body.justAttributes(found).values()) {
            Evaluator.evaluate(attribute.expression(), CONTEXT, found);
            Variables.of(attribute.expression());
        }
        return found.asList();
    }

    private static List<Diagnostic> readOnSmallStack(String text) {
        AtomicReference<List<Diagnostic>> found = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> found.set(read(SourceFile.of("f", text))), "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, error) -> thrown.set(error));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thrown.get()).isNull();
        return found.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{",
                "{\"a\":",
                "[{\"a\":",
                "\"",
                "\\",
                "\\u",
                "1",
                "-",
                "1e9",
                "a",
                "}",
                "]",
                ",",
                ":",
                "é",
                "\t",
                "\u0301"
            })
    void tenMegabytesOfOneThingAreRefusedQuickly(String piece) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(readOnSmallStack("{\"a\": " + piece.repeat(MEGABYTES_10 / piece.length())))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "1e99999",
                "\"${\"",
                "\"x\"",
                "null",
                "\"$${x}\"",
                "\"\\n\"",
                "[[[[]]]]",
                "\"%{if x}\"",
                "{\"k\": 1}"
            })
    void aLongListIsReadQuickly(String element) {
        String text = "{\"a\": [" + (element + ",").repeat(500_000 / (element.length() + 1)) + "0]}";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readOnSmallStack(text));
    }

    @Test
    void aLongTemplateBehindAnEscapeIsReadQuickly() {
        String text = "{\"a\": \"\\n" + "${1 + }".repeat(10) + "${\\\"x\\\"}".repeat(100_000) + "\"}";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readOnSmallStack(text));
    }

    @Test
    void manyPropertiesOfOneNameAreReportedQuickly() {
        String text = "{\"a\": {" + "\"k\": \"${1}\",".repeat(50_000) + "\"k\": 1}}";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(readOnSmallStack(text)).hasSize(50_000));
    }

    @Test
    void reasonableNestingIsRead() {
        assertThat(readOnSmallStack("{\"a\": " + "[".repeat(150) + "]".repeat(150) + "}"))
                .isEmpty();
        assertThat(readOnSmallStack("{\"a\": " + "[".repeat(190) + "\"${" + "(".repeat(150) + "1" + "+1".repeat(280)
                        + ")".repeat(150) + "}\"" + "]".repeat(190) + "}"))
                .isEmpty();
    }

    @Test
    void depthIsReportedOnceAndAtItsPlace() {
        assertThat(readOnSmallStack("[".repeat(1000) + "]".repeat(1000)))
                .extracting(diagnostic -> diagnostic.subject() + ": " + diagnostic.summary())
                .startsWith("f:1,201-202: Nesting too deep");
    }

    @Test
    void numbersWithManyDigitsAreRefused() {
        assertThat(readOnSmallStack("{\"a\": " + "9".repeat(5_000_000) + "}"))
                .extracting(Diagnostic::summary)
                .containsExactly("Invalid JSON number");
    }

    @Property(tries = 2000, seed = "20261123")
    void noBytesMakeTheReaderThrow(@ForAll @Size(max = 200) byte[] bytes) {
        read(new SourceFile("f", bytes));
    }

    @Property(tries = 2000, seed = "20261123")
    void noTextInAStringMakesTheReaderThrow(@ForAll @Size(max = 100) byte[] bytes) {
        StringBuilder text = new StringBuilder("{\"a\": \"${");
        for (byte b : bytes) {
            text.append("\"\\${}[]()u0dD8.,:%~n x".charAt((b & 0xFF) % 22));
        }
        read(SourceFile.of("f", text.append("\"}").toString()));
    }
}
