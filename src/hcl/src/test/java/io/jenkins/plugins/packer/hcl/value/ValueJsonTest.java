package io.jenkins.plugins.packer.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueJsonTest {
    @Test
    void valuesAreWrittenAsCtyWritesThem() {
        Value value = Value.object(Map.of(
                "b", Value.list(List.of(Value.string("<a&b>\n\u2028\""))),
                "a", Value.tuple(Value.NULL, Value.TRUE, Value.number(BigNumber.of(0.5))),
                "c", Value.emptyMap(Type.STRING)));
        assertThat(ValueJson.encode(value))
                .isEqualTo("{\"a\":[null,true,0.5],\"b\":[\"\\u003ca\\u0026b\\u003e\\n\\u2028\\\"\"],\"c\":{}}");
    }

    @Test
    void whatIsSecretOrUnknownIsNotWritten() {
        Value secret = Value.object(Map.of("k", Value.string("pw").withMark(Mark.SENSITIVE)));
        assertThatThrownBy(() -> ValueJson.encode(secret))
                .isInstanceOf(ValueJson.EncodingException.class)
                .hasMessage("attribute \"k\": value has marks, so it cannot be serialized as JSON");
        assertThatThrownBy(() -> ValueJson.encode(Value.DYNAMIC)).isInstanceOf(ValueJson.EncodingException.class);
    }

    @Test
    void jsonBecomesTuplesAndObjects() {
        assertThat(ValueJson.decode(" {\"a\": [1e2, \"\\u00e9\\/\", null], \"b\": {}} "))
                .isEqualTo(Value.object(Map.of(
                        "a", Value.tuple(Value.number(100), Value.string("é/"), Value.NULL), "b", Value.EMPTY_OBJECT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0",
                "[1,] | 3",
                "{\"a\" 1} | 5",
                "01 | 1",
                "tru | 0",
                "\"a | 2",
                "[1 2] | 3",
                "{\"a\":1,\"a\":\"x\"} | 14",
                "1.e | 2"
            })
    void whatIsNotJsonIsRefusedWithItsPlace(String json, int offset) {
        assertThatThrownBy(() -> ValueJson.decode(json))
                .isInstanceOfSatisfying(
                        ValueJson.SyntaxException.class,
                        e -> assertThat(e.offset()).isEqualTo(offset));
    }

    @Test
    void nestingHasAnEnd() {
        assertThatThrownBy(() -> ValueJson.decode("[".repeat(100_000)))
                .isInstanceOf(ValueJson.SyntaxException.class)
                .hasMessageContaining("depth");
    }

    @Property(tries = 300, seed = "20261123")
    void whatIsWrittenReadsBack(@ForAll("values") Value value) {
        assertThat(ValueJson.decode(ValueJson.encode(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<String> texts =
                Arbitraries.strings().withCharRange(' ', '\u024f').ofMaxLength(8);
        Arbitrary<Value> leaves = Arbitraries.oneOf(
                texts.map(Value::string),
                Arbitraries.bigDecimals().map(BigNumber::of).map(Value::number),
                Arbitraries.of(Value.TRUE, Value.FALSE, Value.NULL));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        leaves,
                        inner.list().ofMaxSize(3).map(Value::tuple),
                        Arbitraries.maps(texts, inner).ofMaxSize(3).map(Value::object)),
                0,
                3);
    }
}
