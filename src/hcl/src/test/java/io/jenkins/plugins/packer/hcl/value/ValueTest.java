package io.jenkins.plugins.packer.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value SECRET = Value.string("pw").withMark(Mark.SENSITIVE);

    @Test
    void textIsKeptInNormalForm() {
        assertThat(Value.string("e\u0301")).isEqualTo(Value.string("\u00e9"));
    }

    @Test
    void mapsIterateByCodePoint() {
        Value map = Value.map(Map.of("\ud83d\ude00", Value.number(1), "\uff21", Value.number(2), "a", Value.number(3)));
        assertThat(map.entryMap().keySet()).containsExactly("a", "\uff21", "\ud83d\ude00");
    }

    @Test
    void aSetKeepsOneOfEachInOrderOfItsElements() {
        Value set = Value.set(List.of(Value.number(10), Value.number(9), Value.number(10)));
        assertThat(set.elements()).containsExactly(Value.number(9), Value.number(10));
    }

    @Test
    void aSetTakesOverTheMarksOfItsElements() {
        Value set = Value.set(List.of(SECRET, Value.string("b")));
        assertThat(set.marks()).containsExactly(Mark.SENSITIVE);
        assertThat(set.unmark().containsMarked()).isFalse();
    }

    @Test
    void marksAreFoundAndRemovedAtAnyDepth() {
        Value value = Value.object(Map.of("a", Value.tuple(Value.TRUE, SECRET)));
        assertThat(value.isMarked()).isFalse();
        assertThat(value.containsMarked()).isTrue();
        assertThat(value.marksDeep()).isEqualTo(Set.of(Mark.SENSITIVE));
        assertThat(value.unmarkDeep())
                .isEqualTo(Value.object(Map.of("a", Value.tuple(Value.TRUE, Value.string("pw")))));
    }

    @Test
    void aMarkedValueDoesNotGiveItsContentAway() {
        assertThat(SECRET.toString()).doesNotContain("pw");
        assertThatThrownBy(SECRET::asString)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("pw");
    }

    @Test
    void comparisonWithSomethingUnknownIsUnknownUnlessTypesRuleItOut() {
        Value unknown = Value.unknown(Type.STRING);
        assertThat(Operations.equal(unknown, Value.string("a")).isKnown()).isFalse();
        assertThat(Operations.equal(unknown, Value.number(1))).isEqualTo(Value.FALSE);
        assertThat(Operations.equal(unknown, Value.NULL).isKnown()).isFalse();
        assertThat(Operations.equal(Value.nullOf(Type.NUMBER), Value.nullOf(Type.STRING)))
                .isEqualTo(Value.TRUE);
    }

    @Test
    void comparisonWithNullTakesOverOuterMarksOnly() {
        assertThat(Operations.equal(Value.tuple(SECRET), Value.NULL)).isEqualTo(Value.FALSE);
        assertThat(Operations.equal(SECRET, Value.NULL)).isEqualTo(Value.FALSE.withMark(Mark.SENSITIVE));
    }

    @Test
    void typesHaveTheNamesOfCty() {
        Type type = Type.object(Map.of("a", Type.list(Type.STRING), "b", Type.DYNAMIC), Set.of("b"));
        assertThat(type.json()).isEqualTo("[\"object\",{\"a\":[\"list\",\"string\"],\"b\":\"dynamic\"},[\"b\"]]");
        assertThat(type.expression()).isEqualTo("object({a=list(string),b=any})");
        assertThat(Type.list(Type.DYNAMIC).constraintName()).isEqualTo("list of any single type");
        assertThat(Type.map(Type.tuple(Type.BOOL)).friendlyName()).isEqualTo("map of tuple");
        assertThat(Type.tuple(Type.BOOL, Type.set(Type.NUMBER)).expression()).isEqualTo("tuple([bool,set(number)])");
    }
}
