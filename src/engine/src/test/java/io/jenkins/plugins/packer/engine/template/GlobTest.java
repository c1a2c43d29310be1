package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "docker.web | docker.web | true",
                "docker.web | docker.webs | false",
                "docker.* | docker.web | true",
                "docker.* | base.docker.web | false",
                "*.web | docker.web | true",
                "* | a.b.c | true",
                "**.web | a.b.web | true",
                "docker.?eb | docker.web | true",
                "docker.?eb | docker.eb | false",
                "docker.[wx]eb | docker.web | true",
                "docker.[!wx]eb | docker.web | false",
                "docker.[!ab]eb | docker.web | true",
                "docker.[a-w]eb | docker.web | true",
                "docker.[x-z]eb | docker.web | false",
                "{docker,qemu}.web | qemu.web | true",
                "{docker,qemu}.web | null.web | false",
                "{do*,qe*}.{web,db} | docker.db | true",
                "{,base.}docker.web | docker.web | true",
                "\\*.web | *.web | true",
                "\\*.web | docker.web | false",
                "a*b*c | aXbYbZc | true",
                "a*b*c | aXbYbZ | false",
            })
    void patternsMeanWhatGobwasSays(String pattern, String name, boolean matches) {
        assertThat(Glob.compile(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[abc | a \"[\" is not closed",
                "{a,b | a \"{\" is not closed",
                "[] | \"[]\" is empty",
                "[z-a] | a range in \"[]\" runs backwards",
                "a\\ | nothing follows the backslash at the end",
            })
    void malformedPatternsAreExplained(String pattern, String message) {
        assertThatThrownBy(() -> Glob.compile(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
