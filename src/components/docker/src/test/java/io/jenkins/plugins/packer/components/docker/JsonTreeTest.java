package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"text\"",
                "{\"a\":{\"b\":[1,2147483648,92233720368547758080,-1.5,1e3,null,true,false,\"\\u00e4\\n\\\"\"]},\"c\":[[],{}]}",
                "{\"a\":1,\"a\":2}",
                " {\"a\" : [ 1 , 2 ] } trailing"
            })
    void readsAndWritesWhatAnObjectMapperDoes(String json) throws IOException {
        assertThat(JsonTree.read(json)).isEqualTo(MAPPER.readTree(json));
        assertThat(JsonTree.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(MAPPER.readTree(json));
        assertThat(JsonTree.write(JsonTree.read(json))).isEqualTo(MAPPER.writeValueAsString(MAPPER.readTree(json)));
    }

    @Test
    void findsNothingInNothing() throws IOException {
        assertThat(JsonTree.read(new byte[0]).isMissingNode()).isTrue();
        assertThat(JsonTree.read("  ").isMissingNode()).isTrue();
    }

    @Test
    void readsValuesThatFollowOneAnother() throws IOException {
        byte[] values = "{\"a\":1}\r\n{\"b\":[2]} 3".getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JsonTree.parser(new ByteArrayInputStream(values))) {
            assertThat(JsonTree.next(parser)).hasToString("{\"a\":1}");
            assertThat(JsonTree.next(parser)).hasToString("{\"b\":[2]}");
            assertThat(JsonTree.next(parser)).hasToString("3");
            assertThat(JsonTree.next(parser)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "]", "{]", "nul", "\"open"})
    void refusesWhatIsCutShortOrMalformed(String json) {
        assertThatThrownBy(() -> JsonTree.read(json)).isInstanceOf(JsonProcessingException.class);
    }
}
