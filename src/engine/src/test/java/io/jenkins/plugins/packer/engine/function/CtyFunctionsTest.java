package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.testing.Counterparts;
import io.jenkins.plugins.packer.hcl.testing.ExpressionGenerator;
import io.jenkins.plugins.packer.hcl.testing.HclOracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Functions beside those of cty, hcl and Go's own library, on random expressions with fixed seeds: type, value, and
 * whether they are accepted at all.
 */
class CtyFunctionsTest {
    private static final int CALLS = 40_000;
    private static final int EXPRESSIONS = 30_000;
    private static final int NUMBERS = 20_000;

    private HclOracle oracle;

    @BeforeEach
    void startOracle() {
        oracle = Counterparts.hclOracle();
    }

    @AfterEach
    void stopOracle() {
        if (oracle != null) {
            oracle.close();
        }
    }

    private Set<String> functionsOfTheOracle() {
        return Set.of(oracle.ask("functions", new byte[0]).split(" "));
    }

    @Test
    void aCallHasTheTypeAndValueThatItHasInGoOrIsRefusedAsThere() {
        CallGenerator calls = new CallGenerator(new Random(20_261_123), functionsOfTheOracle());
        assertSame(CALLS, calls::next);
    }

    @Test
    void anExpressionWithCallsHasTheTypeAndValueThatItHasInGoOrIsRefusedAsThere() {
        Random random = new Random(20_261_126);
        CallGenerator calls = new CallGenerator(random, functionsOfTheOracle());
        assertSame(EXPRESSIONS, new ExpressionGenerator(random, calls)::next);
    }

    @Test
    void numbersAreComputedRoundedReadAndWrittenAsInGo() {
        assertSame(NUMBERS, new NumberExpressions(new Random(20_261_127))::next);
    }

    private void assertSame(int count, Supplier<String> generator) {
        List<String> sources = new ArrayList<>(count);
        List<HclOracle.Question> questions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String source = generator.get();
            sources.add(source);
            questions.add(new HclOracle.Question("call", source.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> answers = oracle.ask(questions);
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        int explained = 0;
        for (int i = 0; i < count; i++) {
            String source = sources.get(i);
            String theirs = answers.get(i);
            String ours = Calls.evaluated(source);
            accepted += theirs.startsWith("ok") ? 1 : 0;
            boolean bothRefuse = theirs.startsWith("err") && ours.startsWith("err");
            if (!bothRefuse && !theirs.equals(ours)) {
                if (CtyDifference.explains(source, theirs, ours)) {
                    explained++;
                } else {
                    differences.add(source + "\n  Go:   " + theirs + "\n  Java: " + ours);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(accepted).as("expressions that have a value").isGreaterThan(count / 3);
        assertThat(explained).as("differences between versions").isLessThan(count / 20);
    }
}
