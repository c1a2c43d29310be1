package io.jenkins.plugins.packer.hcl.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.testing.Corpus;
import io.jenkins.plugins.packer.hcl.testing.Counterparts;
import io.jenkins.plugins.packer.hcl.testing.HclOracle;
import io.jenkins.plugins.packer.hcl.testing.HclOracle.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the layout of files with that of hclwrite. */
class HclwriteComparisonTest {
    private static final int MUTATIONS = 16_000;

    private static HclOracle oracle;

    @BeforeAll
    static void startOracle() {
        oracle = Counterparts.hclOracle();
    }

    @AfterAll
    static void stopOracle() {
        if (oracle != null) {
            oracle.close();
        }
    }

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(Corpus.files());
        files.addAll(HclFormatterTest.goldenSources());
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileGetsTheLayoutThatHclwriteGivesIt(Path file) throws IOException {
        byte[] source = Files.readAllBytes(file);
        if (LayoutDifference.of(source) == null) {
            assertThat(text(HclFormatter.format(source))).isEqualTo(text(bytes(oracle.ask("format", source))));
        }
    }

    @Test
    void mutatedFilesGetTheLayoutThatHclwriteGivesThem() throws IOException {
        List<byte[]> sources = mutants();
        List<String> answers = oracle.ask(
                sources.stream().map(source -> new Question("format", source)).toList());
        List<String> different = new ArrayList<>();
        int known = 0;
        for (int i = 0; i < sources.size(); i++) {
            byte[] ours = HclFormatter.format(sources.get(i));
            byte[] theirs = bytes(answers.get(i));
            if (!Arrays.equals(ours, theirs)) {
                if (LayoutDifference.of(sources.get(i)) == null) {
                    different.add("\n======== source\n" + text(sources.get(i)) + "\n-------- hclwrite\n" + text(theirs)
                            + "\n-------- ours\n" + text(ours));
                } else {
                    known++;
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(known).as("mutants left out").isLessThan(sources.size() / 50);
    }

    @Test
    void aSecondPassChangesWhatHclwritesSecondPassChanges() throws IOException {
        List<byte[]> once = new ArrayList<>();
        for (byte[] source : mutants()) {
            if (LayoutDifference.of(source) == null) {
                once.add(HclFormatter.format(source));
            }
        }
        List<String> answers = oracle.ask(
                once.stream().map(text -> new Question("format", text)).toList());
        for (int i = 0; i < once.size(); i++) {
            assertThat(text(HclFormatter.format(once.get(i)))).isEqualTo(text(bytes(answers.get(i))));
        }
    }

    private static List<byte[]> mutants() throws IOException {
        return LayoutMutator.mutantsOfCorpus(MUTATIONS);
    }

    private static byte[] bytes(String answer) {
        assertThat(answer).startsWith("ok ");
        return Base64.getDecoder().decode(answer.substring(3));
    }

    /** One char for each byte, so that nothing is lost where the bytes are no UTF-8. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
