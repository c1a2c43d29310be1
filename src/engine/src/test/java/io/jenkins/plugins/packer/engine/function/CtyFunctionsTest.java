package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.testing.Counterparts;
import io.jenkins.plugins.packer.hcl.testing.HclOracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions beside those of cty and hcl, on random calls with a fixed seed. */
class CtyFunctionsTest {
    private static final int CALLS = 40_000;

    @Test
    void aCallHasTheTypeAndValueThatItHasInGoOrIsRefusedAsThere() {
        CallGenerator generator = new CallGenerator(20_261_123);
        List<String> calls = new ArrayList<>();
        List<HclOracle.Question> questions = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String call = generator.next();
            calls.add(call);
            questions.add(new HclOracle.Question("call", call.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> answers;
        try (HclOracle oracle = Counterparts.hclOracle()) {
            answers = oracle.ask(questions);
        }
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < CALLS; i++) {
            String theirs = answers.get(i);
            String ours = Calls.evaluated(calls.get(i));
            accepted += theirs.startsWith("ok") ? 1 : 0;
            boolean bothRefuse = theirs.startsWith("err") && ours.startsWith("err");
            if (!bothRefuse && !theirs.equals(ours) && !CtyDifference.explains(calls.get(i), theirs, ours)) {
                differences.add(calls.get(i) + "\n  Go:   " + theirs + "\n  Java: " + ours);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(accepted).as("calls that have a value").isGreaterThan(CALLS / 3);
    }
}
