package io.jenkins.plugins.packer.components.chef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAttributesTest {

    @Test
    void areIndentedAndSortedWithAllDigitsOfNumbers() {
        assertThat(NodeAttributes.parse("""
                        {"b": [1, {"x": true}, [], "a\\"é"], "a": {}, "n": 12345678901234567890.5, "none": null}""").text(List.of())).isEqualTo("""
                        {
                          "a": {},
                          "b": [
                            1,
                            {
                              "x": true
                            },
                            [],
                            "a\\"é"
                          ],
                          "n": 12345678901234567890.5,
                          "none": null
                        }""");
    }

    @Test
    void theRunListOfTheOptionsWins() {
        assertThat(NodeAttributes.parse("{\"run_list\": [\"old\"], \"z\": 1}").text(List.of("recipe[a]", "role[b]")))
                .isEqualTo("""
                        {
                          "run_list": [
                            "recipe[a]",
                            "role[b]"
                          ],
                          "z": 1
                        }""");
        assertThat(NodeAttributes.parse("{\"run_list\": [\"old\"]}").text(List.of()))
                .contains("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"a\": }", "\"text\"", "null", "{} x"})
    void whatIsNoObjectIsAMistake(String json) {
        assertThat(NodeAttributes.mistake(json)).isPresent();
    }
}
