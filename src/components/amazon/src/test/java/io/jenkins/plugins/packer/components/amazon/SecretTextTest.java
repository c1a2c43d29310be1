package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"a password", "12345 and more", "{\"half\": ", "", "{'a': 1}"})
    void whatIsNoJsonIsOneValue(String text) throws ComponentException {
        assertThat(SecretText.of("s", text).values()).isEmpty();
        assertThat(SecretText.of("s", text).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'\"v\"',v", "5432,5432", "1e3,1000", "2.5,2", "3.5,4", "-1,-1"})
    void numbersAreWholeOnesAsPackerWritesThem(String json, String expected) throws ComponentException {
        assertThat(SecretText.of("s", "{\"k\": " + json + "}").value("k")).contains(expected);
    }

    @Test
    void theFirstValueIsThatOfTheFirstName() throws ComponentException {
        assertThat(SecretText.of("s", "{\"b\": \"2\", \"a\": \"1\"}").first()).contains("1");
        assertThat(SecretText.of("s", "{}").first()).isEmpty();
        assertThat(SecretText.of("s", "{\"b\": \"2\"}").value("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "[]", "{}"})
    void otherValuesAreRefusedByName(String json) throws ComponentException {
        SecretText secret = SecretText.of("s", "{\"k\": " + json + "}");
        assertThatThrownBy(() -> secret.value("k"))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("The value k of the secret s is neither a text nor a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "\"text\"", "[1]", "true"})
    void jsonThatIsNoObjectIsRefusedWithTheWayOut(String json) {
        assertThatThrownBy(() -> SecretText.of("s", json))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("aws_secretsmanager_raw gives its text");
    }
}
