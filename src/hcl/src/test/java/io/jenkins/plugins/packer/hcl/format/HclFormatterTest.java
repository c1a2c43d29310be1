package io.jenkins.plugins.packer.hcl.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.packer.hcl.syntax.TreeDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HclFormatterTest {
    private static final Path GOLDEN = Path.of("src/test/resources/layout");
    private static final Pattern PLACE = Pattern.compile("\\[\\d+,\\d+,\\d+-\\d+,\\d+,\\d+]");

    static List<Path> goldenSources() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".hcl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenSources")
    void fileGetsItsGoldenLayout(Path file) throws IOException {
        Path golden = Path.of(file.toString().replace(".hcl", ".golden"));
        assertThat(HclFormatter.format(Files.readAllBytes(file)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a=1                    ~ a = 1",
                "a   =   1              ~ a = 1",
                "a=b . c [ 0 ] . d      ~ a = b.c[0].d",
                "a=f ( 1 ,2,b ... )     ~ a = f(1, 2, b...)",
                "a=n::f(1)              ~ a = n::f(1)",
                "a=[ 1,2 ]              ~ a = [1, 2]",
                "a={b=1,c:2}            ~ a = { b = 1, c : 2 }",
                "a={ }                  ~ a = {}",
                "a=(1+2)*3              ~ a = (1 + 2) * 3",
                "a=! b                  ~ a = !b",
                "a=- b                  ~ a = -b",
                "a=b - c                ~ a = b - c",
                "a=b-c                  ~ a = b-c",
                "a=[b,- c]              ~ a = [b, -c]",
                "a=b?- c:d              ~ a = b ? -c : d",
                "a=1 - -2               ~ a = 1 - -2",
                "a=[for x in [b]:x]     ~ a = [for x in [b] : x]",
                "a={for k,v in b:k=>v}  ~ a = { for k, v in b : k => v }",
                "a=\"b  ${  c  }  d\"     ~ a = \"b  ${c}  d\"",
                "a=\"${ {b=1} }\"         ~ a = \"${ { b = 1 } }\"",
                "a=\"${b}${c}\"           ~ a = \"${b}${c}\"",
                "b   \"l\"   m{c=1}      ~ b \"l\" m { c = 1 }",
                "b{}                    ~ b {}",
                "a=1/* b */+2           ~ a = 1 /* b */ + 2",
                "a=1#b                  ~ a = 1 #b",
            })
    void tokensOfALineAreSpaced(String source, String expected) {
        assertThat(format(source)).isEqualTo(expected);
    }

    @Test
    void whatIsClosedOnAnotherLineThanItsNeighbourIndentsOnce() {
        assertThat(format("a = f([{\nb = 1\n}])\nc = [[\n1\n]\n,2]\n"))
                .isEqualTo("a = f([{\n  b = 1\n}])\nc = [[\n  1\n  ]\n, 2]\n");
    }

    @Test
    void moreClosedThanOpenedDoesNotPushTheRestToTheLeft() {
        assertThat(format("}}\n  a {\nb = 1\n}\n")).isEqualTo("} }\na {\n  b = 1\n}\n");
    }

    @Test
    void equalsSignsLineUpUntilALineWithoutOne() {
        assertThat(format("a=1\nbbb=2\n\ncc=3\n# x\ndddd=4\ne=[\n]\nff=5\n"))
                .isEqualTo("a   = 1\nbbb = 2\n\ncc = 3\n# x\ndddd = 4\ne = [\n]\nff = 5\n");
    }

    @Test
    void columnsAreWhatAReaderSeesAsOneCharacter() {
        assertThat(format("a = \"e\u0301\" # x\nb = \"ab\" # y\nc = \"\uD83D\uDC69\u200D\uD83D\uDC67\" # z\n"))
                .isEqualTo("a = \"e\u0301\"  # x\nb = \"ab\" # y\nc = \"\uD83D\uDC69\u200D\uD83D\uDC67\"  # z\n");
    }

    @Test
    void windowsLineEndsStay() {
        assertThat(format("a=1\r\n  bb=2 # x\r\n")).isEqualTo("a  = 1\r\nbb = 2 # x\r\n");
    }

    @Test
    void aByteOrderMarkGoes() {
        assertThat(format("\uFEFFa=1\n")).isEqualTo("a = 1\n");
    }

    @Test
    void nothingIsTheLayoutOfNothing() {
        assertThat(format("")).isEmpty();
        assertThat(format(" \t\n  \n")).isEqualTo("\n\n");
    }

    @Test
    void aFileThatIsValidIsDoneAfterOnePassAndMeansTheSame() throws IOException {
        int valid = 0;
        for (byte[] source : LayoutMutator.mutantsOfCorpus(16_000)) {
            String tree = tree(source);
            if (tree.startsWith("ok")) {
                valid++;
                byte[] once = HclFormatter.format(source);
                assertThat(tree(once)).isEqualTo(tree);
                // Only blanks: as in hclwrite, the mark's three bytes count as blanks, and a second pass has no mark.
                boolean onlyByteOrderMark = source.length == 3 && source[0] < 0;
                assertThat(HclFormatter.format(once))
                        .isEqualTo(onlyByteOrderMark ? "   ".getBytes(StandardCharsets.UTF_8) : once);
            }
        }
        assertThat(valid).isGreaterThan(5_000);
    }

    @Test
    void aLongFileTakesTimeInProportion() {
        String lines = "b \"l\" {\n  a=1 # x\n bb=[1,{c=2}]\n}\n".repeat(50_000);
        String nested = "a=" + "[{b=".repeat(100_000);
        String oneLine = "a=[" + "f(1)+-2,\"${x}\",".repeat(50_000) + "]";
        String comments = "/*".repeat(200_000);
        for (String source : List.of(lines, nested, oneLine, comments)) {
            String text = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> format(source));
            assertThat(text).isNotEmpty();
        }
    }

    @Test
    void aLayoutThatNoMemoryHoldsIsRefused() {
        String nested = "{\n".repeat(40_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format(nested))
                .withMessageContaining("most of them spaces");
    }

    private static String tree(byte[] source) {
        return PLACE.matcher(TreeDump.answer("config", source)).replaceAll("");
    }

    private static String format(String source) {
        byte[] formatted = HclFormatter.format(source.getBytes(StandardCharsets.UTF_8));
        return new String(formatted, StandardCharsets.UTF_8);
    }
}
