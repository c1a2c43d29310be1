package io.jenkins.plugins.packer.hcl.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.testing.Counterparts;
import io.jenkins.plugins.packer.hcl.testing.HclOracle;
import io.jenkins.plugins.packer.hcl.testing.HclOracle.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what is read from JSON, positions, values and refusals, with HCL's Go implementation. */
class HclJsonComparisonTest {
    private static final int MUTATIONS = 15_000;
    private static final Path CORPUS = Path.of("src/test/resources/json");

    /** The only file of the corpus that we read otherwise. */
    private static final String DIFFERENT = "invalid-utf8.json";

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
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(DIFFERENT))
                    .sorted()
                    .toList();
        }
    }

    private static String mode(Path file) {
        return file.toString().endsWith(".expr.json") ? "json-expr" : "json-config";
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void fileIsReadAsInGo(Path file) throws IOException {
        byte[] source = Files.readAllBytes(file);
        String theirs = oracle.ask(mode(file), source);
        String ours = JsonDump.answer(mode(file), source);
        assertThat(comparable(ours, source)).isEqualTo(comparable(theirs, source));
    }

    @Test
    void mutatedFilesAreReadOrRefusedAsInGo() throws IOException {
        JsonMutator mutator = new JsonMutator(new Random(20_261_123), sources());
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            JsonMutator.Mutant mutant = mutator.next();
            questions.add(new Question(mutant.mode(), mutant.source()));
        }
        List<String> answers = oracle.ask(questions);
        List<String> different = new ArrayList<>();
        Map<JsonDifference, Integer> known = new EnumMap<>(JsonDifference.class);
        int accepted = 0;
        for (int i = 0; i < questions.size(); i++) {
            byte[] source = questions.get(i).source();
            String theirs = answers.get(i);
            String ours = JsonDump.answer(questions.get(i).mode(), source);
            accepted += theirs.startsWith("ok") ? 1 : 0;
            if (!comparable(ours, source).equals(comparable(theirs, source))) {
                JsonDifference difference = JsonDifference.of(source, theirs, ours);
                if (difference == null) {
                    different.add(describe(questions.get(i), comparable(theirs, source), comparable(ours, source)));
                } else {
                    known.merge(difference, 1, Integer::sum);
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(accepted).as("mutants that are valid").isGreaterThan(MUTATIONS / 3);
        assertThat(known.values().stream().mapToInt(Integer::intValue).sum())
                .as("mutants left out: " + known)
                .isLessThan(MUTATIONS / 50);
    }

    private static List<JsonMutator.Mutant> sources() throws IOException {
        List<JsonMutator.Mutant> sources = new ArrayList<>();
        for (Path file : corpus()) {
            byte[] source = Files.readAllBytes(file);
            boolean wellFormed = JsonDump.answer(mode(file), source).startsWith("ok");
            sources.add(new JsonMutator.Mutant(mode(file), source, wellFormed));
        }
        return sources;
    }

    /**
     * Without what is different on purpose: some complaints point at the mistake itself here, and there at what comes
     * behind it; places in strings are right here even behind an escape; marks are kept where they are lost there.
     */
    private static String comparable(String answer, byte[] source) {
        if (answer.startsWith("err")) {
            return answer.replace("seperator", "separator")
                    .replace("Unclosed array", "Unclosed object")
                    .replaceAll(
                            "(Invalid JSON string|Mismatched brac.*|Missing attribute separator comma|Invalid array value)@.*",
                            "$1");
        }
        String text = new String(source, StandardCharsets.UTF_8);
        String places = text.indexOf('\\') >= 0 ? answer.replaceAll("\\{[-,0-9]*}", "") : answer;
        return places.replaceAll("(Missing close bracket on (splat )?index)@\\{[^}]*}", "$1")
                .replace("!?", "?")
                .replaceAll("!(?=[\"0-9\\[])", "");
    }

    private static String describe(Question question, String theirs, String ours) {
        int same = 0;
        while (same < Math.min(theirs.length(), ours.length()) && theirs.charAt(same) == ours.charAt(same)) {
            same++;
        }
        int from = theirs.startsWith("ok") && ours.startsWith("ok") ? Math.max(0, same - 60) : 0;
        return "\n======== " + question.mode() + "\n" + new String(question.source(), StandardCharsets.UTF_8)
                + "\n--- Go:   " + theirs.substring(from, Math.min(theirs.length(), from + 300))
                + "\n--- Java: " + ours.substring(from, Math.min(ours.length(), from + 300));
    }
}
