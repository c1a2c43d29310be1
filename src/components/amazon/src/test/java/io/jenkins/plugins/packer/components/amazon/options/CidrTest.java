package io.jenkins.plugins.packer.components.amazon.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "203.0.113.7/32", "10.0.0.0/8"})
    void rangesOfVersionFour(String text) {
        assertThat(Cidr.parse(text)).contains(new Cidr(text, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "2001:db8::/32", "fe80::1/128"})
    void rangesOfVersionSix(String text) {
        assertThat(Cidr.parse(text)).contains(new Cidr(text, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "::/129", "example.org/24", "10.0.0.0/x", "/8"})
    void anythingElseIsNone(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}
