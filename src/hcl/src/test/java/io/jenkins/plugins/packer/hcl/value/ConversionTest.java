package io.jenkins.plugins.packer.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
    private static final Value ONE = Value.number(1);
    private static final Value A = Value.string("a");

    static Stream<Arguments> conversions() {
        Type person = Type.object(Map.of("name", Type.STRING, "age", Type.NUMBER), Set.of("age"));
        return Stream.of(
                Arguments.of(ONE, Type.STRING, Value.string("1")),
                Arguments.of(Value.string("1"), Type.NUMBER, ONE),
                Arguments.of(Value.string("1"), Type.BOOL, Value.TRUE),
                Arguments.of(Value.FALSE, Type.STRING, Value.string("false")),
                Arguments.of(Value.NULL, Type.STRING, Value.nullOf(Type.STRING)),
                Arguments.of(Value.DYNAMIC, Type.BOOL, Value.unknown(Type.BOOL)),
                Arguments.of(Value.tuple(ONE, A), Type.list(Type.STRING), Value.list(List.of(Value.string("1"), A))),
                Arguments.of(Value.tuple(ONE, A), Type.list(Type.DYNAMIC), Value.list(List.of(Value.string("1"), A))),
                Arguments.of(Value.tuple(A, A), Type.set(Type.STRING), Value.set(List.of(A))),
                Arguments.of(Value.EMPTY_TUPLE, Type.list(Type.NUMBER), Value.emptyList(Type.NUMBER)),
                Arguments.of(
                        Value.object(Map.of("k", ONE)),
                        Type.map(Type.STRING),
                        Value.map(Map.of("k", Value.string("1")))),
                Arguments.of(
                        Value.map(Map.of("name", A, "more", A)),
                        person,
                        Value.object(Map.of("name", A, "age", Value.nullOf(Type.NUMBER)))),
                Arguments.of(
                        Value.object(Map.of("name", A, "more", ONE)),
                        person,
                        Value.object(Map.of("name", A, "age", Value.nullOf(Type.NUMBER)))),
                Arguments.of(
                        Value.unknown(Type.tuple(Type.NUMBER, Type.STRING)),
                        Type.list(Type.DYNAMIC),
                        Value.unknown(Type.list(Type.STRING))),
                Arguments.of(
                        ONE.withMark(Mark.SENSITIVE),
                        Type.STRING,
                        Value.string("1").withMark(Mark.SENSITIVE)));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void aValueBecomesWhatTheTypeAsksFor(Value value, Type type, Value converted) {
        assertThat(Conversion.convert(value, type)).isEqualTo(converted);
    }

    static Stream<Arguments> refusals() {
        Type person = Type.object(Map.of("name", Type.STRING, "age", Type.NUMBER));
        return Stream.of(
                Arguments.of(A, Type.NUMBER, "a number is required"),
                Arguments.of(
                        Value.string("True"),
                        Type.BOOL,
                        "a bool is required; to convert from string, use lowercase \"true\""),
                Arguments.of(ONE, Type.BOOL, "bool required, but have number"),
                Arguments.of(Value.EMPTY_TUPLE, Type.STRING, "string required, but have tuple"),
                Arguments.of(A, Type.list(Type.STRING), "list of string required, but have string"),
                Arguments.of(
                        Value.tuple(A, Value.EMPTY_TUPLE),
                        Type.list(Type.DYNAMIC),
                        "all list elements must have the same type"),
                Arguments.of(
                        Value.tuple(A, Value.EMPTY_TUPLE),
                        Type.list(Type.STRING),
                        "element 1: string required, but have tuple"),
                Arguments.of(Value.object(Map.of("name", A)), person, "attribute \"age\" is required"),
                Arguments.of(Value.EMPTY_OBJECT, person, "attributes \"age\" and \"name\" are required"),
                Arguments.of(
                        Value.object(Map.of("name", A, "age", Value.TRUE)),
                        person,
                        "attribute \"age\": number required, but have bool"),
                Arguments.of(
                        Value.object(Map.of("name", A, "age", Value.string("old"))),
                        person,
                        "attribute \"age\": a number is required"),
                Arguments.of(Value.map(Map.of("name", A)), person, "map has no element for required attribute \"age\""),
                Arguments.of(
                        Value.list(List.of(A)),
                        Type.list(Type.list(Type.STRING)),
                        "incorrect list element type: list of string required, but have string"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalSaysWhatIsRequiredAndWhere(Value value, Type type, String message) {
        assertThatThrownBy(() -> Conversion.convert(value, type))
                .isInstanceOf(ConversionException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> unifications() {
        return Stream.of(
                Arguments.of(List.of(Type.STRING, Type.NUMBER), Type.STRING),
                Arguments.of(List.of(Type.NUMBER, Type.NUMBER), Type.NUMBER),
                Arguments.of(List.of(Type.list(Type.NUMBER), Type.list(Type.STRING)), Type.list(Type.STRING)),
                Arguments.of(List.of(Type.list(Type.NUMBER), Type.tuple(Type.STRING)), Type.list(Type.STRING)),
                Arguments.of(List.of(Type.tuple(Type.NUMBER), Type.tuple(Type.STRING)), Type.tuple(Type.STRING)),
                Arguments.of(List.of(Type.tuple(Type.NUMBER), Type.EMPTY_TUPLE), Type.list(Type.NUMBER)),
                Arguments.of(
                        List.of(Type.object(Map.of("a", Type.NUMBER)), Type.object(Map.of("b", Type.STRING))),
                        Type.map(Type.STRING)),
                Arguments.of(
                        List.of(Type.object(Map.of("a", Type.NUMBER)), Type.object(Map.of("a", Type.STRING))),
                        Type.object(Map.of("a", Type.STRING))),
                Arguments.of(List.of(Type.map(Type.BOOL), Type.DYNAMIC), Type.DYNAMIC));
    }

    @ParameterizedTest
    @MethodSource("unifications")
    void typesHaveACommonType(List<Type> types, Type common) {
        assertThat(Conversion.unify(types).map(Unification::type)).contains(common);
    }

    @Test
    void typesThatCannotBeConvertedHaveNone() {
        assertThat(Conversion.unify(List.of(Type.NUMBER, Type.BOOL))).isEmpty();
        assertThat(Conversion.unify(List.of(Type.EMPTY_TUPLE, Type.EMPTY_OBJECT)))
                .isEmpty();
        assertThat(Conversion.unify(List.of())).isEmpty();
    }
}
