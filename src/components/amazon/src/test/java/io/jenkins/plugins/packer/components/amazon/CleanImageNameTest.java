package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T01:02:03Z,2026-11-27T01-02-03Z",
        "a(b)[c] d./-'@_,a(b)[c] d./-'@_",
        "a+b&c,a-b-c",
        "\u00fcber,--ber"
    })
    void whatIsNotAllowedBecomesADash(String name, String clean) {
        assertThat(new CleanImageName().call(List.of(name))).isEqualTo(clean);
    }
}
