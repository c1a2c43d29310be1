package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionConstraintsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.16.0 | 1.16.0 | true",
                "= 1.16 | 1.16.0 | true",
                "=1.16.1 | 1.16.0 | false",
                "!= 1.16.0 | 1.16.0 | false",
                "!= 1.15.0 | 1.16.0 | true",
                "> 1.7 | 1.16.0 | true",
                "> 1.16.0 | 1.16.0 | false",
                ">= 1.16.0 | 1.16.0 | true",
                ">= 1.17.0 | 1.16.0 | false",
                "< 2.0.0 | 1.16.0 | true",
                "< 1.16.0 | 1.16.0 | false",
                "<= 1.16.0 | 1.16.0 | true",
                "~> 1.7 | 1.16.0 | true",
                "~> 1.16.0 | 1.16.5 | true",
                "~> 1.16.0 | 1.17.0 | false",
                "~> 1 | 2.0.0 | true",
                "~> 2.0 | 1.16.0 | false",
                ">= 1.7.0, < 2.0.0 | 1.16.0 | true",
                ">= 1.7.0, < 1.10.0 | 1.16.0 | false",
                "v1.16.0 | 1.16.0 | true",
                ">= 1.16.0-beta1 | 1.16.0 | true",
                "~> 1.16.0-beta1 | 1.16.0 | false",
                ">= 1.15.0 | 1.16.0-dev | false",
                ">= 1.16.0-beta.2 | 1.16.0-beta.10 | true",
                ">= 1.16.0-beta | 1.16.0-2 | false",
                "= 1.16.0+meta | 1.16.0 | true",
            })
    void constraintsMeanWhatGoVersionSays(String constraint, String version, boolean allowed) {
        assertThat(VersionConstraints.parse(constraint).allow(Version.parse(version)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ">=", "latest", "1..2", "=> 1.0", ">= 1.0,", "1.0-", "1.0+", "~~> 1", "1.0-b_1"})
    void malformedConstraintsAreNamed(String constraint) {
        assertThatThrownBy(() -> VersionConstraints.parse(constraint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Malformed constraint: ");
    }
}
