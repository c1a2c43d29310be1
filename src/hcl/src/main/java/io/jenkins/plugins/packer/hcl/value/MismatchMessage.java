package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explains why values of one type cannot be converted to another, as deep as the cause lies. */
final class MismatchMessage {
    private MismatchMessage() {}

    static String of(Type given, Type wanted) {
        if (given instanceof Type.ObjectType have && wanted instanceof Type.ObjectType want) {
            return objects(have, want);
        }
        boolean anyElement = wanted.isCollection() && wanted.elementType().isDynamic();
        if (anyElement && (wanted.isMap() ? given.isObject() : given.isTuple())) {
            return "all " + ((Type.Collection) wanted).kind() + " elements must have the same type";
        }
        if (wanted instanceof Type.Collection collection) {
            if (given.isTuple() || given.isObject()) {
                return structural(given, collection);
            }
            if (given.isCollection()) {
                return collections(given, collection);
            }
        }
        return areConfusing(given, wanted)
                ? required(wanted)
                : wanted.friendlyName() + " required, but have " + given.friendlyName();
    }

    private static String required(Type wanted) {
        return wanted.constraintName() + " required";
    }

    private static String objects(Type.ObjectType given, Type.ObjectType wanted) {
        List<String> missing = new ArrayList<>();
        String mismatch = "";
        String riskyMismatch = "";
        for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
            String name = attribute.getKey();
            Type have = given.attributes().get(name);
            Type want = attribute.getValue();
            if (have == null) {
                if (!wanted.optional().contains(name)) {
                    missing.add(Quoted.of(name));
                }
            } else if (!have.equals(want)) {
                if (mismatch.isEmpty() && ConversionStep.find(have, want, true) == null) {
                    mismatch = "attribute " + Quoted.of(name) + ": " + of(have, want);
                }
                if (riskyMismatch.isEmpty() && ConversionStep.find(have, want, false) == null) {
                    riskyMismatch = "attribute " + Quoted.of(name) + ": " + of(have, want);
                }
            }
        }
        if (!missing.isEmpty()) {
            return missingAttributes(missing);
        }
        if (!mismatch.isEmpty()) {
            return mismatch;
        }
        return riskyMismatch.isEmpty() ? "incorrect object attributes" : riskyMismatch;
    }

    private static String missingAttributes(List<String> names) {
        int last = names.size() - 1;
        if (last == 0) {
            return "attribute " + names.get(0) + " is required";
        }
        String most = String.join(", ", names.subList(0, last));
        return "attributes " + most + (last > 1 ? ", and " : " and ") + names.get(last) + " are required";
    }

    private static String structural(Type given, Type.Collection wanted) {
        if (wanted.isMap() != given.isObject()) {
            return required(wanted);
        }
        Type want = wanted.element();
        if (given instanceof Type.TupleType tuple) {
            for (int i = 0; i < tuple.elements().size(); i++) {
                Type have = tuple.elements().get(i);
                if (!have.equals(want) && ConversionStep.find(have, want, true) == null) {
                    return "element " + i + ": " + of(have, want);
                }
            }
        } else {
            for (Map.Entry<String, Type> attribute : given.attributeTypes().entrySet()) {
                Type have = attribute.getValue();
                if (!have.equals(want) && ConversionStep.find(have, want, true) == null) {
                    return "element " + Quoted.of(attribute.getKey()) + ": " + of(have, want);
                }
            }
        }
        return "all elements must be " + want.constraintName();
    }

    private static String collections(Type given, Type.Collection wanted) {
        if (wanted.isMap() != given.isMap()) {
            return required(wanted);
        }
        return "incorrect " + wanted.kind() + " element type: " + of(given.elementType(), wanted.element());
    }

    /** Whether naming the given type would rather confuse: it can become the wanted one, only not here. */
    private static boolean areConfusing(Type given, Type wanted) {
        if (given.isPrimitive() != wanted.isPrimitive() || wanted == Type.STRING) {
            return false;
        }
        if (wanted == Type.BOOL && given == Type.NUMBER || given == Type.BOOL && wanted == Type.NUMBER) {
            return false;
        }
        return !(given.isTuple() && wanted.isObject());
    }
}
