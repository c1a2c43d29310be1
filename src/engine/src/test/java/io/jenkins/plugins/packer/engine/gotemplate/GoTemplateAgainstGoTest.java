package io.jenkins.plugins.packer.engine.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same template gives the same text here and in Go, or is rejected by both. */
class GoTemplateAgainstGoTest {
    /** What this implementation refuses by name, see {@link GoTemplate}. */
    private static final Pattern REFUSED = Pattern.compile("not UTF-8|complex numbers|not supported|nested too deep");

    /** Where newer Go, which Packer is built with, differs from Debian's 1.19. */
    private static final Pattern NEWER_GO = Pattern.compile("range\\s*\\$\\w*(\\s*,\\s*\\$\\w*)?\\s*=|else\\s+with");

    /**
     * Where this implementation takes more: a range over a number, as newer Go, and an index for slice that comes from
     * the data, which Go takes for index only.
     */
    private static final Pattern MORE_THAN_GO = Pattern.compile(
            "range can't iterate over -?\\d+$|error calling slice: cannot index slice/array with type interface");

    private static GoOracle oracle;

    private int compared;
    private int accepted;
    private int refused;
    private final List<String> differences = new ArrayList<>();

    @BeforeAll
    static void startGo() throws IOException, InterruptedException {
        oracle = GoOracle.start();
    }

    @AfterAll
    static void stopGo() throws IOException, InterruptedException {
        if (oracle != null) {
            oracle.close();
        }
    }

    @Test
    void everyFactOfTheTableIsOneOfGo() throws IOException {
        for (TemplateFacts.Fact fact : TemplateFacts.all()) {
            GoOracle.Answer answer = oracle.template(fact.template());
            assertThat(answer.status()).as(fact.template()).isEqualTo(fact.accepted() ? "OK" : "ERR");
            if (fact.accepted()) {
                assertThat(answer.text()).as(fact.template()).isEqualTo(fact.output());
            }
        }
    }

    @Test
    void grownTemplatesAreTheSameInGo() throws IOException {
        RandomTemplates templates = new RandomTemplates(20261123);
        for (int i = 0; i < 12_000; i++) {
            compare(templates.grown());
        }
        assertSame(11_000, 2000);
    }

    @Test
    void mutatedTemplatesAreTheSameInGo() throws IOException {
        List<String> known = new ArrayList<>();
        TemplateFacts.all().forEach(fact -> known.add(fact.template()));
        RandomTemplates templates = new RandomTemplates(7);
        for (int i = 0; i < 10_000; i++) {
            compare(templates.mutation(known));
        }
        assertSame(9000, 2000);
    }

    private void assertSame(int leastCompared, int leastAccepted) {
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(leastCompared);
        assertThat(accepted).isGreaterThan(leastAccepted);
        assertThat(refused).isLessThan(compared / 50);
    }

    private void compare(String template) throws IOException {
        GoOracle.Answer go = oracle.template(template);
        if (NEWER_GO.matcher(template).find() || MORE_THAN_GO.matcher(go.text()).find()) {
            return;
        }
        compared++;
        String ours;
        try {
            ours = GoTemplate.parse(template, OracleData.functions()).execute(OracleData.data());
        } catch (GoTemplateException e) {
            if (REFUSED.matcher(e.getMessage()).find()) {
                refused++;
            } else if (!go.status().equals("ERR")) {
                differences.add(template + "\n   Go: " + go + "\n   here: " + e.getMessage());
            }
            return;
        } catch (RuntimeException | StackOverflowError e) {
            differences.add(template + "\n   Go: " + go + "\n   here: " + e + " " + e.getStackTrace()[0]);
            return;
        }
        accepted++;
        if (!go.status().equals("OK") || !go.text().equals(ours)) {
            differences.add(template + "\n   Go: " + go + "\n   here: " + ours);
        }
    }
}
