package io.jenkins.plugins.packer.hcl.value;

import java.util.List;
import java.util.Map;

/** cty's {@code TestConformance}: equality of types in which a dynamic type of the constraint matches anything. */
final class TypeConformance {
    private TypeConformance() {}

    static boolean fits(Type given, Type wanted) {
        if (wanted.isDynamic() || given.equals(wanted)) {
            return true;
        }
        if (given instanceof Type.Collection have && wanted instanceof Type.Collection want) {
            return have.kind().equals(want.kind()) && fits(have.element(), want.element());
        }
        if (given instanceof Type.TupleType have && wanted instanceof Type.TupleType want) {
            return fitAll(have.elements(), want.elements());
        }
        if (given instanceof Type.ObjectType have && wanted instanceof Type.ObjectType want) {
            return have.attributes().keySet().equals(want.attributes().keySet())
                    && fitAll(have.attributes(), want.attributes());
        }
        return false;
    }

    private static boolean fitAll(List<Type> given, List<Type> wanted) {
        if (given.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!fits(given.get(i), wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitAll(Map<String, Type> given, Map<String, Type> wanted) {
        for (Map.Entry<String, Type> attribute : wanted.entrySet()) {
            if (!fits(given.get(attribute.getKey()), attribute.getValue())) {
                return false;
            }
        }
        return true;
    }
}
