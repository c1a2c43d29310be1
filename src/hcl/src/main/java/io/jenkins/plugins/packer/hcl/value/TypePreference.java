package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Which of several types unification tries first: the more general one, such as string before number. */
final class TypePreference {
    private TypePreference() {}

    /** Indexes of the types, most general first; where types do not compare, in the order given. */
    static List<Integer> order(List<Type> types) {
        int size = types.size();
        List<List<Integer>> after = new ArrayList<>(size);
        int[] before = new int[size];
        for (int i = 0; i < size; i++) {
            after.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                int comparison = compare(types.get(i), types.get(j));
                if (comparison < 0) {
                    after.get(i).add(j);
                    before[j]++;
                } else if (comparison > 0) {
                    after.get(j).add(i);
                    before[i]++;
                }
            }
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < size; i++) {
            if (before[i] == 0) {
                ready.add(i);
            }
        }
        List<Integer> order = new ArrayList<>(size);
        while (!ready.isEmpty()) {
            int next = ready.remove();
            order.add(next);
            for (int follower : after.get(next)) {
                if (--before[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        return order;
    }

    /** Negative if the first type is the more general, positive if the second is, zero if neither. */
    private static int compare(Type a, Type b) {
        if (a.isDynamic() || b.isDynamic()) {
            return Boolean.compare(a.isDynamic(), b.isDynamic());
        }
        if (a.isPrimitive() && b.isPrimitive()) {
            return Boolean.compare(b == Type.STRING, a == Type.STRING);
        }
        if (a instanceof Type.Collection left
                && b instanceof Type.Collection right
                && left.kind().equals(right.kind())) {
            return compare(left.element(), right.element());
        }
        int kinds = Integer.compare(rank(a, b), rank(b, a));
        if (kinds != 0) {
            return kinds;
        }
        if (a instanceof Type.ObjectType left && b instanceof Type.ObjectType right) {
            return compareAttributes(left.attributes(), right.attributes());
        }
        if (a instanceof Type.TupleType left && b instanceof Type.TupleType right) {
            return left.elements().size() == right.elements().size()
                    ? compareAll(left.elements().iterator(), right.elements().iterator())
                    : 0;
        }
        return 0;
    }

    /** List before tuple before set, and map before object, though only where the two can be converted. */
    private static int rank(Type type, Type other) {
        if (type.isSet()) {
            return other.isTuple() || other.isList() ? 1 : 0;
        }
        if (type.isTuple()) {
            return other.isList() ? 1 : 0;
        }
        return type.isObject() && other.isMap() ? 1 : 0;
    }

    private static int compareAttributes(Map<String, Type> left, Map<String, Type> right) {
        return left.keySet().equals(right.keySet())
                ? compareAll(left.values().iterator(), right.values().iterator())
                : 0;
    }

    private static int compareAll(Iterator<Type> left, Iterator<Type> right) {
        boolean leftMoreGeneral = false;
        boolean rightMoreGeneral = false;
        while (left.hasNext()) {
            int comparison = compare(left.next(), right.next());
            leftMoreGeneral |= comparison < 0;
            rightMoreGeneral |= comparison > 0;
        }
        return Boolean.compare(rightMoreGeneral, leftMoreGeneral);
    }
}
