package io.jenkins.plugins.packer.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that nobody writes by hand do no harm: no stack overflow, no endless wait, no exception. */
class HclParserLimitsTest {
    private static final int SMALL_STACK = 512 * 1024;
    private static final int MEGABYTES_10 = 10_000_000;

    private static List<Diagnostic> parseOnSmallStack(String text) {
        return parseOnSmallStack(SourceFile.of("f", text));
    }

    private static List<Diagnostic> parseOnSmallStack(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> HclParser.parseFile(file, diagnostics), "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, error) -> thrown.set(error));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thrown.get()).isNull();
        return diagnostics.asList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "(", "{", "!", "-", "f(", "\"${", "a[", "a[*]", "{a=", "[for x in ", "x ? ", "x ? y : ", "1+",
                        "1+2*", "%{",
                "\"%{if ", "a.*.b", "[*]", "((a))+", "<<E\n${", "<", "/*", "a.", "'", "&", "{\n", "<<", "<<-", "\\",
                        "}", "~}",
                "a[0][b]", "a::", "[a]+[", "f(x)[y].z+"
            })
    void tenMegabytesOfOneThingAreReadQuickly(String piece) {
        String text = "a = " + piece.repeat(MEGABYTES_10 / piece.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(parseOnSmallStack(text)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"b {\n", "b \"l\" {\n", "\"", "a = \"\n", "a = <<E\n", "a \"", "# \n", "a = 1 2\n"})
    void tenMegabytesOfStatementsAreReadQuickly(String piece) {
        String text = piece.repeat(MEGABYTES_10 / 4 / piece.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            parseOnSmallStack(text);
        });
    }

    @Test
    void manyDirectivesWithinOneAnotherAreTooDeep() {
        assertThat(parseOnSmallStack("a = \"" + "%{if x}".repeat(100_000) + "\"\n"))
                .extracting(Diagnostic::summary)
                .contains("Nesting too deep");
    }

    @Test
    void reasonableNestingIsAccepted() {
        assertThat(parseOnSmallStack("a = " + "[".repeat(150) + "]".repeat(150)))
                .isEmpty();
        assertThat(parseOnSmallStack("a = 1" + " + 1".repeat(400))).isEmpty();
        assertThat(parseOnSmallStack("b {\n".repeat(150) + "}\n".repeat(150))).isEmpty();
        assertThat(parseOnSmallStack("a = " + "\"${".repeat(90) + "x" + "}\"".repeat(90)))
                .isEmpty();
    }

    @Test
    void depthIsReportedOnceAndAtTheRightPlace() {
        assertThat(parseOnSmallStack("a = " + "(".repeat(1000)))
                .filteredOn(diagnostic -> diagnostic.summary().equals("Nesting too deep"))
                .hasSize(1)
                .first()
                .satisfies(diagnostic ->
                        assertThat(diagnostic.subject().start().line()).isEqualTo(1));
    }

    @Test
    void aTreeThatWasAcceptedCanBeWalkedOnASmallStack() {
        String deep = "a = " + "[".repeat(190) + "1" + "+1".repeat(280) + "]".repeat(190) + "\n";
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null, () -> TreeDump.answer("config", SourceFile.of("f", deep).bytes()), "walk", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, error) -> thrown.set(error));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thrown.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1E+100000"})
    void hugeExponentsAreRefused(String number) {
        assertThat(parseOnSmallStack("a = " + number + "\n"))
                .extracting(Diagnostic::summary)
                .containsExactly("Invalid number literal");
    }

    @Test
    void numbersWithManyDigitsAreRefusedQuickly() {
        assertThat(parseOnSmallStack("a = " + "9".repeat(5_000_000) + "\n"))
                .extracting(Diagnostic::summary)
                .containsExactly("Invalid number literal");
    }

    @Property(tries = 2000, seed = "20261123")
    void noBytesMakeTheParserThrow(@ForAll @Size(max = 200) byte[] bytes) {
        SourceFile file = new SourceFile("f", bytes);
        HclParser.parseFile(file, new Diagnostics());
        HclParser.parseExpression(file, new Diagnostics());
        HclParser.parseTemplate(file, new Diagnostics());
    }
}
