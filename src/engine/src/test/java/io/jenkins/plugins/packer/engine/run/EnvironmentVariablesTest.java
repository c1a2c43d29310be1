package io.jenkins.plugins.packer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {
    private static final Map<String, String> VARIABLES = Map.of("Path", "C:\\Windows", "PKR_VAR_name", "web");

    @Test
    void onWindowsAVariableIsFoundHoweverItsNameIsWritten() {
        Map<String, String> copy = EnvironmentVariables.copyOf(VARIABLES, true);
        assertThat(copy.get("PATH")).isEqualTo("C:\\Windows");
        assertThat(copy.getOrDefault("path", "")).isEqualTo("C:\\Windows");
        assertThat(copy).isUnmodifiable();
        assertThat(EnvironmentVariables.copyOf(copy, true).get("pAtH")).isEqualTo("C:\\Windows");
        // PKR_VAR_ variables name a template's own, whose names do have a case.
        assertThat(Map.copyOf(copy)).containsOnlyKeys("Path", "PKR_VAR_name");
    }

    @Test
    void elsewhereItsNameHasItsCase() {
        assertThat(EnvironmentVariables.copyOf(VARIABLES, false))
                .isEqualTo(VARIABLES)
                .doesNotContainKey("PATH")
                .isUnmodifiable();
    }
}
