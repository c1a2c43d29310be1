package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

    @Test
    void ordersVersionsByNumber() {
        assertThat(ApiVersion.parse("1.9")).isLessThan(ApiVersion.parse("1.46"));
        assertThat(ApiVersion.parse("2.0")).isGreaterThan(ApiVersion.parse("1.46"));
        assertThat(ApiVersion.parse("1.46"))
                .isEqualByComparingTo(new ApiVersion(1, 46))
                .hasToString("1.46");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "v1.46", "1.46.0"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> ApiVersion.parse(text)).isInstanceOf(NumberFormatException.class);
    }
}
