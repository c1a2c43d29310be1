package io.jenkins.plugins.packer.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.hcl.format.HclFormatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnifiedDiffTest {
    private static final Path CORPUS = Path.of("../hcl/src/test/resources/corpus/packer");
    private static final boolean HAS_DIFF = Files.isExecutable(Path.of("/usr/bin/diff"));

    private static List<String> templates;

    @TempDir
    Path directory;

    @BeforeAll
    static void readTemplates() throws IOException {
        templates = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                templates.add(Files.readString(file));
            }
        }
    }

    /** A letter is a line; a slash is the lack of a newline at the end. */
    @ParameterizedTest
    @CsvSource({
        "abc, abc, ''",
        "abc, abX, '@@ -1,3 +1,3 @@| a| b|-c|+X|'",
        "a, X, '@@ -1 +1 @@|-a|+X|'",
        "'', a, '@@ -0,0 +1 @@|+a|'",
        "ab, '', '@@ -1,2 +0,0 @@|-a|-b|'",
        "abcdefghi, abcdXfghi, '@@ -2,7 +2,7 @@| b| c| d|-e|+X| f| g| h|'",
        "abcdefgh, XbcdefgY, '@@ -1,8 +1,8 @@|-a|+X| b| c| d| e| f| g|-h|+Y|'",
        "abcdefghi, XbcdefghY, '@@ -1,4 +1,4 @@|-a|+X| b| c| d|@@ -6,4 +6,4 @@| f| g| h|-i|+Y|'",
        "abc/, abc, '@@ -1,3 +1,3 @@| a| b|-c|\\ No newline at end of file|+c|'",
        "abc/, abX/, '@@ -1,3 +1,3 @@| a| b|-c|\\ No newline at end of file|+X|\\ No newline at end of file|'",
        "ab/, Xb/, '@@ -1,2 +1,2 @@|-a|+X| b|\\ No newline at end of file|'",
        "abab, ababab, '@@ -2,3 +2,5 @@| b| a| b|+a|+b|'",
    })
    void hunksAreThoseOfTheFormat(String before, String after, String hunks) {
        String header = hunks.isEmpty() ? "" : "--- old\n+++ new\n";
        byte[] diff = UnifiedDiff.of(bytes(lines(before)), bytes(lines(after)), "old", "new");
        assertThat(diff).asString(StandardCharsets.UTF_8).isEqualTo(header + hunks.replace('|', '\n'));
    }

    @Test
    void randomTextsDifferAsDiffSaysTheyDo() throws IOException, InterruptedException {
        Counterpart.require("diff(1)", HAS_DIFF, "Install Debian's package diffutils.");
        Random random = new Random(20_261_122);
        for (int i = 0; i < 300; i++) {
            int letters = 1 + random.nextInt(i % 3 == 0 ? 300 : 12);
            int length = random.nextInt(i % 10 == 0 ? 1_200 : 60);
            StringBuilder before = new StringBuilder();
            StringBuilder after = new StringBuilder();
            for (int line = 0; line < length; line++) {
                String common = random.nextInt(letters) + "\n";
                int change = random.nextInt(6);
                before.append(change == 0 ? "" : common);
                after.append(change == 1 ? "" : change == 2 ? random.nextInt(letters) + "\n" : common);
            }
            assertSameAsDiff(before + (random.nextBoolean() ? "" : "x"), after + (random.nextBoolean() ? "" : "x"));
        }
    }

    @Test
    void templatesDifferFromTheirLayoutAsDiffSaysTheyDo() throws IOException, InterruptedException {
        Counterpart.require("diff(1)", HAS_DIFF, "Install Debian's package diffutils.");
        Random random = new Random(20_261_122);
        String all = String.join("\n", templates);
        List<String> texts = new ArrayList<>(templates);
        texts.addAll(List.of(all, all + all + all));
        for (int i = 0; i < 200; i++) {
            StringBuilder messy = new StringBuilder();
            int oneIn = 1 + random.nextInt(10);
            for (String line : texts.get(i % texts.size()).split("(?<=\n)")) {
                boolean moved = random.nextInt(oneIn) == 0 && !line.isBlank();
                messy.append(moved ? " ".repeat(random.nextInt(5)) + line.stripLeading() : line);
            }
            byte[] formatted = HclFormatter.format(bytes(messy.toString()));
            assertSameAsDiff(messy.toString(), new String(formatted, StandardCharsets.UTF_8));
        }
    }

    @Test
    void longTextsWithoutLikenessAreComparedInFairTime() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 60_000; i++) {
            before.append(random.nextInt(30_000)).append('\n');
            after.append(random.nextInt(30_000)).append('\n');
        }
        byte[] diff = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> UnifiedDiff.of(bytes(before.toString()), bytes(after.toString()), "old", "new"));
        assertThat(applied(before.toString(), new String(diff, StandardCharsets.UTF_8)))
                .isEqualTo(after.toString());
    }

    private void assertSameAsDiff(String before, String after) throws IOException, InterruptedException {
        Path old = Files.writeString(directory.resolve("old"), before);
        Path young = Files.writeString(directory.resolve("new"), after);
        Process process = new ProcessBuilder(
                        "/usr/bin/diff", "--label=old", "--label=new", "-u", old.toString(), young.toString())
                .redirectErrorStream(true)
                .start();
        String expected = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(new String(UnifiedDiff.of(bytes(before), bytes(after), "old", "new"), StandardCharsets.UTF_8))
                .as(before)
                .isEqualTo(expected);
    }

    /** What a patch program makes of a text; good for texts that end with a newline. */
    private static String applied(String text, String diff) {
        String[] lines = text.split("(?<=\n)");
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (String line : diff.split("(?<=\n)")) {
            if (line.startsWith("@@")) {
                int first = Integer.parseInt(line.substring(4, line.indexOf(',')));
                while (at < first - 1) {
                    result.append(lines[at++]);
                }
            } else if (line.startsWith("+") && !line.startsWith("+++")) {
                result.append(line.substring(1));
            } else if (!line.startsWith("---") && !line.startsWith("+++")) {
                assertThat(lines[at]).isEqualTo(line.substring(1));
                if (line.startsWith(" ")) {
                    result.append(lines[at]);
                }
                at++;
            }
        }
        while (at < lines.length) {
            result.append(lines[at++]);
        }
        return result.toString();
    }

    private static String lines(String letters) {
        StringBuilder text = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (letter == '/') {
                text.setLength(text.length() - 1);
            } else {
                text.append(letter).append('\n');
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
