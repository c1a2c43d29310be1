package io.jenkins.plugins.packer.hcl.syntax;

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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares tokens, trees, positions and refusals with those of hclsyntax. */
class HclsyntaxComparisonTest {
    private static final int MUTATIONS = 12_000;

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

    static List<Path> corpus() throws IOException {
        return Corpus.files();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void fileIsReadAsHclsyntaxReadsIt(Path file) throws IOException {
        byte[] source = Files.readAllBytes(file);
        String mode = Corpus.mode(file);
        if (KnownDifference.of(source, "", "") == null) {
            assertThat(TreeDump.answer("tokens", source)).isEqualTo(oracle.ask("tokens", source));
        }
        String theirs = oracle.ask(mode, source);
        String ours = TreeDump.answer(mode, source);
        if (KnownDifference.of(source, theirs, ours) == null) {
            assertThat(agree(ours, theirs)).as(ours + "\n" + theirs).isTrue();
        }
    }

    @Test
    void mutatedFilesAreReadOrRefusedAsHclsyntaxDoes() throws IOException {
        Mutator mutator = new Mutator(new Random(20_261_122), sources());
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            Mutator.Mutant mutant = mutator.next();
            questions.add(new Question(mutant.mode(), mutant.source()));
            if (i % 4 == 0) {
                questions.add(new Question("tokens", mutant.source()));
            }
        }
        List<String> answers = oracle.ask(questions);
        List<String> different = new ArrayList<>();
        int accepted = 0;
        int known = 0;
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String theirs = answers.get(i);
            String ours = TreeDump.answer(question.mode(), question.source());
            accepted += theirs.startsWith("ok") && !question.mode().equals("tokens") ? 1 : 0;
            if (!agree(ours, theirs)) {
                if (KnownDifference.of(question.source(), theirs, ours) == null) {
                    different.add(describe(question, theirs, ours));
                } else {
                    known++;
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(accepted).as("mutants that are valid").isGreaterThan(MUTATIONS / 10);
        assertThat(known).as("mutants left out").isLessThan(MUTATIONS / 20);
    }

    @Test
    void columnsAreCountedAsHclsyntaxCountsThem() {
        int[] codePoints = {
            'a', '\r', '\n', '\t', 0x300, 0x200D, 0x1F469, 0x1F3FD, 0x2764, 0xFE0F, 0x1F1E9, 0x1F1EA, 0x600, 0x903,
            0xAC00, 0xAC01, 0x200B, 0xE9, 0xAD, 0xA9, 0x1F467
        };
        Random random = new Random(1);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("a/*");
            for (int n = 1 + random.nextInt(10); n > 0; n--) {
                text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
            }
            questions.add(new Question("tokens", text.append("*/b").toString().getBytes(StandardCharsets.UTF_8)));
        }
        List<String> answers = oracle.ask(questions);
        for (int i = 0; i < questions.size(); i++) {
            byte[] source = questions.get(i).source();
            assertThat(TreeDump.answer("tokens", source))
                    .as(new String(source, StandardCharsets.UTF_8)
                            .codePoints()
                            .mapToObj(Integer::toHexString)
                            .toList()
                            .toString())
                    .isEqualTo(answers.get(i));
        }
    }

    /** Java's Unicode is newer than hclsyntax's: it knows more letters, but none less. */
    @Test
    void everyIdentifierOfHclsyntaxIsOneHere() {
        List<Question> questions = new ArrayList<>();
        for (int codePoint = 0x80; codePoint <= 0x2FFFF; codePoint++) {
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                String letter = Character.toString(codePoint);
                String source = letter + "\na" + letter;
                questions.add(new Question("tokens", source.getBytes(StandardCharsets.UTF_8)));
            }
        }
        List<String> answers = oracle.ask(questions);
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            byte[] source = questions.get(i).source();
            if (count(TreeDump.answer("tokens", source), "Ident") < count(answers.get(i), "Ident")
                    || count(TreeDump.answer("tokens", source), "Invalid") > count(answers.get(i), "Invalid")) {
                missing.add(new String(source, StandardCharsets.UTF_8));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    /**
     * Whether both accept the file as the same tree, or both refuse it and ours has the first mistake that theirs found.
     * About what follows that one, theirs stays quiet or complains of something else: ours reads each attribute and
     * block afresh.
     */
    private static boolean agree(String ours, String theirs) {
        if (!ours.startsWith("err") || !theirs.startsWith("err")) {
            return ours.equals(theirs);
        }
        List<String> found =
                mistakes(ours).map(HclsyntaxComparisonTest::comparable).toList();
        return mistakes(theirs)
                .min(Comparator.comparingInt(HclsyntaxComparisonTest::offset))
                .map(HclsyntaxComparisonTest::comparable)
                .filter(found::contains)
                .isPresent();
    }

    private static Stream<String> mistakes(String answer) {
        return Stream.of(answer.substring("err ".length()).split("\\|"));
    }

    /** Of {@code summary@[line,column,offset-...]}. */
    private static int offset(String mistake) {
        String start = mistake.substring(mistake.indexOf("@[") + 2, mistake.indexOf('-', mistake.indexOf("@[")));
        return Integer.parseInt(start.substring(start.lastIndexOf(',') + 1));
    }

    /**
     * Complaints about a missing bracket lose their place: hclsyntax means to point at what it found instead, and
     * through an overwritten variable points at where it recovers.
     */
    private static String comparable(String mistake) {
        return mistake.replaceAll("(Missing close bracket on (splat )?index)@\\[[^]]*]", "$1");
    }

    private static String describe(Question question, String theirs, String ours) {
        int same = 0;
        while (same < Math.min(theirs.length(), ours.length()) && theirs.charAt(same) == ours.charAt(same)) {
            same++;
        }
        int from = theirs.startsWith("ok") && ours.startsWith("ok") ? Math.max(0, same - 60) : 0;
        return "\n======== " + question.mode() + "\n" + new String(question.source(), StandardCharsets.UTF_8)
                + "\n--- hclsyntax: " + theirs.substring(from, Math.min(theirs.length(), from + 400))
                + "\n--- ours:      " + ours.substring(from, Math.min(ours.length(), from + 400));
    }

    private static List<Mutator.Mutant> sources() throws IOException {
        List<Mutator.Mutant> sources = new ArrayList<>();
        for (Path file : corpus()) {
            sources.add(new Mutator.Mutant(Corpus.mode(file), Files.readAllBytes(file)));
        }
        return sources;
    }
}
