package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionProgramTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.2.536.0", "1.2.707.0", "1.2.497.1", "1.10.0.0", "2.0.0.0", "v1.2.553.0\n"})
    void aNewVersionTakesTheSessionFromItsEnvironment(String version) {
        assertThat(SessionProgram.isTooOld(version)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.497.0", "1.2.463.0", "1.1.999.0", "0.9.0.0", "", "no version"})
    void anOldVersionOrNoneIsTooOld(String version) {
        assertThat(SessionProgram.isTooOld(version)).isTrue();
    }
}
