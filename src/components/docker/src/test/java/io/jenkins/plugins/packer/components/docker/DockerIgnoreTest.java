package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        secret              | secret          | true
        secret              | secret/deep/x   | true
        secret              | other/secret    | false
        /secret             | secret          | true
        ./a/../secret       | secret          | true
        *.log               | a.log           | true
        *.log               | sub/a.log       | false
        */*.log             | sub/a.log       | true
        **/*.log            | a.log           | true
        **/*.log            | sub/deep/a.log  | true
        sub/**              | sub/x           | true
        sub/**              | sub             | false
        a?c                 | abc             | true
        a?c                 | a/c             | false
        [a-c]x              | bx              | true
        [a-c]x              | dx              | false
        a\\*                | a*              | true
        a\\*                | ab              | false
        # secret            | secret          | false
        *;!keep             | keep            | false
        *;!keep             | other           | true
        !keep;*             | keep            | true
        sub;!sub/keep       | sub/keep        | false
        sub;!sub/keep       | sub/other       | true
        a.b                 | axb             | false
        .                   | a               | false
        """)
    void decidesAsTheDocumentationSays(String rules, String path, boolean excluded) {
        assertThat(new DockerIgnore(List.of(rules.split(";"))).test(path)).isEqualTo(excluded);
    }

    @Property(tries = 200, seed = "20261123")
    void takesAPlainNameForThatNameAndWhatIsBelow(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String name,
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String other) {
        DockerIgnore ignore = new DockerIgnore(List.of(name));
        assertThat(ignore.test(name)).isTrue();
        assertThat(ignore.test(name + "/" + other)).isTrue();
        assertThat(ignore.test(other)).isEqualTo(name.equals(other));
    }
}
