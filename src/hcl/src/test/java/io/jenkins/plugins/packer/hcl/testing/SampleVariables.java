package io.jenkins.plugins.packer.hcl.testing;

import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables of every type and condition; the program hcl-oracle has the same. */
public final class SampleVariables {
    private static final Type RECORD = Type.object(Map.of("a", Type.NUMBER, "b", Type.STRING));

    private SampleVariables() {}

    /** A context that knows them and no functions. */
    public static EvaluationContext context() {
        return EvaluationContext.of(all(), null);
    }

    /** All by name. */
    public static Map<String, Value> all() {
        Map<String, Value> all = new HashMap<>();
        addKnown(all);
        addCollections(all);
        addNullAndUnknown(all);
        addSensitive(all);
        return all;
    }

    private static Value text(String text) {
        return Value.string(text);
    }

    private static Value decimal(String number) {
        return Value.number(BigNumber.parse(number).orElseThrow());
    }

    private static Value record(int a, String b) {
        return Value.object(Map.of("a", Value.number(a), "b", text(b)));
    }

    private static void addKnown(Map<String, Value> all) {
        all.put("s", text("hello"));
        all.put("t", text("5"));
        all.put("e", text(""));
        all.put("n", Value.number(3));
        all.put("z", Value.number(0));
        all.put("neg", decimal("-2.5"));
        all.put("big", decimal("123456789012345678901234567890"));
        all.put("b", Value.TRUE);
        all.put("f", Value.FALSE);
        all.put("o", Value.object(Map.of("a", Value.number(1), "b", text("x"), "c", Value.tuple(Value.TRUE))));
        all.put("p", Value.object(Map.of("a", text("q"), "b", Value.nullOf(Type.STRING))));
        all.put("eo", Value.EMPTY_OBJECT);
        all.put("tu", Value.tuple(Value.number(1), text("a"), Value.TRUE));
        all.put("tt", Value.tuple(record(3, "u"), record(4, "v")));
        all.put("et", Value.EMPTY_TUPLE);
    }

    private static void addCollections(Map<String, Value> all) {
        Value unknownText = Value.unknown(Type.STRING);
        all.put("ls", Value.list(List.of(text("a"), text("b"))));
        all.put("le", Value.emptyList(Type.STRING));
        all.put("ln", Value.list(List.of(Value.number(1), Value.number(2), Value.number(3))));
        all.put("lu", Value.list(List.of(text("a"), unknownText)));
        all.put("lo", Value.list(List.of(record(1, "x"), record(2, "y"))));
        all.put("lls", Value.list(List.of(Value.list(List.of(text("p"))), Value.emptyList(Type.STRING))));
        all.put("ss", Value.set(List.of(text("y"), text("x"), text("B"))));
        all.put("sn", Value.set(List.of(Value.number(10), Value.number(9), decimal("0.5"))));
        all.put("so", Value.set(List.of(record(2, "y"), record(10, "x"))));
        all.put("su", Value.set(List.of(text("a"), unknownText)));
        all.put("se", Value.emptySet(Type.NUMBER));
        all.put("ms", Value.map(Map.of("b", text("two"), "a", text("1"))));
        all.put("mn", Value.map(Map.of("a", Value.number(1), "c", Value.number(7))));
        all.put("me", Value.emptyMap(Type.STRING));
    }

    private static void addNullAndUnknown(Map<String, Value> all) {
        all.put("nu", Value.NULL);
        all.put("ns", Value.nullOf(Type.STRING));
        all.put("nn", Value.nullOf(Type.NUMBER));
        all.put("nb", Value.nullOf(Type.BOOL));
        all.put("nl", Value.nullOf(Type.list(Type.STRING)));
        all.put("no", Value.nullOf(RECORD));
        all.put("dy", Value.DYNAMIC);
        all.put("us", Value.unknown(Type.STRING));
        all.put("un", Value.unknown(Type.NUMBER));
        all.put("ub", Value.unknown(Type.BOOL));
        all.put("ul", Value.unknown(Type.list(Type.STRING)));
        all.put("um", Value.unknown(Type.map(Type.NUMBER)));
        all.put("uset", Value.unknown(Type.set(Type.STRING)));
        all.put("uo", Value.unknown(RECORD));
        all.put("ut", Value.unknown(Type.tuple(Type.STRING, Type.NUMBER)));
    }

    private static void addSensitive(Map<String, Value> all) {
        all.put("x", text("secret").withMark(Mark.SENSITIVE));
        all.put("xn", Value.number(8).withMark(Mark.SENSITIVE));
        all.put("xl", Value.list(List.of(text("k"), text("l"))).withMark(Mark.SENSITIVE));
        all.put("xe", Value.tuple(text("k").withMark(Mark.SENSITIVE), text("l")));
    }
}
