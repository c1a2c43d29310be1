package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.util.List;
import java.util.Map;

/** Explains why the two results of a conditional have no type in common, as deep as the difference lies. */
final class ConditionalMismatch {
    private ConditionalMismatch() {}

    static String describe(Type whenTrue, Type whenFalse) {
        String deeper = "";
        if (whenTrue instanceof Type.ObjectType left && whenFalse instanceof Type.ObjectType right) {
            deeper = objects(left.attributes(), right.attributes());
        } else if (whenTrue instanceof Type.TupleType left && whenFalse instanceof Type.TupleType right) {
            deeper = tuples(left.elements(), right.elements());
        } else if (whenTrue instanceof Type.Collection left && whenFalse instanceof Type.Collection right) {
            deeper = collections(left, right);
        }
        if (!deeper.isEmpty()) {
            return deeper;
        }
        String trueName = whenTrue.friendlyName();
        String falseName = whenFalse.friendlyName();
        return trueName.equals(falseName)
                ? "Some part deep in the 'true' value and its counterpart in the 'false' value are not compatible"
                : "The 'true' value is " + trueName + ", but the 'false' value is " + falseName;
    }

    private static String objects(Map<String, Type> whenTrue, Map<String, Type> whenFalse) {
        for (Map.Entry<String, Type> attribute : whenTrue.entrySet()) {
            String name = attribute.getKey();
            Type other = whenFalse.get(name);
            if (other == null) {
                return "The 'true' value includes object attribute " + Quoted.of(name)
                        + ", which is absent in the 'false' value";
            }
            if (!other.equals(attribute.getValue())) {
                return "Type mismatch for object attribute " + Quoted.of(name) + ": "
                        + describe(attribute.getValue(), other);
            }
        }
        for (String name : whenFalse.keySet()) {
            if (!whenTrue.containsKey(name)) {
                return "The 'false' value includes object attribute " + Quoted.of(name)
                        + ", which is absent in the 'true' value";
            }
        }
        return "";
    }

    private static String tuples(List<Type> whenTrue, List<Type> whenFalse) {
        if (whenTrue.size() != whenFalse.size()) {
            return "The 'true' tuple has length " + whenTrue.size() + ", but the 'false' tuple has length "
                    + whenFalse.size();
        }
        for (int i = 0; i < whenTrue.size(); i++) {
            if (!whenTrue.get(i).equals(whenFalse.get(i))) {
                return "Type mismatch for tuple element " + i + ": " + describe(whenTrue.get(i), whenFalse.get(i));
            }
        }
        return "";
    }

    private static String collections(Type.Collection whenTrue, Type.Collection whenFalse) {
        Type left = whenTrue.element();
        Type right = whenFalse.element();
        boolean comparable = left.isObject() && right.isObject() || left.isTuple() && right.isTuple();
        return whenTrue.kind().equals(whenFalse.kind()) && comparable
                ? "Mismatched " + whenTrue.kind() + " element types: " + describe(left, right)
                : "";
    }
}
