package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "C:\\x;%PATH%, C:\\x;C:\\w",
        "%path%%Path%, C:\\wC:\\w",
        "%UNKNOWN%, %UNKNOWN%",
        "50% of %PATH%, 50% of C:\\w",
        "%UNKNOWN%PATH%, %UNKNOWNC:\\w",
        "100%, 100%",
        "%%, %%"
    })
    void knownOnesAreReplacedAsByTheCommandLineOfWindows(String value, String expanded) {
        assertThat(PercentVariables.expanded(value, Map.of("Path", "C:\\w"))).isEqualTo(expanded);
    }
}
