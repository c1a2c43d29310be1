package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The search for a type that several types have in common; null where there is none. */
final class Unifier {
    private final boolean unsafe;

    Unifier(boolean unsafe) {
        this.unsafe = unsafe;
    }

    @Nullable
    Unification unify(List<Type> types) {
        int size = types.size();
        if (size == 0) {
            return null;
        }
        int dynamic = count(types, Type.Dynamic.class);
        int maps = count(types, Type.MapType.class);
        int lists = count(types, Type.ListType.class);
        int sets = count(types, Type.SetType.class);
        int objects = count(types, Type.ObjectType.class);
        int tuples = count(types, Type.TupleType.class);
        Unification mixed = null;
        if (maps > 0 && maps + dynamic == size
                || lists > 0 && lists + dynamic == size
                || sets > 0 && sets + dynamic == size) {
            return dynamic > 0 ? allDynamic(size) : collections(types);
        } else if (maps > 0 && maps + objects + dynamic == size) {
            mixed = mixed(types, Type.ObjectType.class);
        } else if (lists > 0 && lists + tuples + dynamic == size) {
            mixed = mixed(types, Type.TupleType.class);
        } else if (objects > 0 && objects + dynamic == size) {
            return dynamic > 0 ? allDynamic(size) : objects(types);
        } else if (tuples > 0 && tuples + dynamic == size) {
            return dynamic > 0 ? allDynamic(size) : tuples(types);
        } else if (objects > 0 && tuples > 0) {
            return null;
        }
        return mixed != null ? mixed : preferred(types);
    }

    private static int count(List<Type> types, Class<? extends Type> kind) {
        int count = 0;
        for (Type type : types) {
            if (kind.isInstance(type)) {
                count++;
            }
        }
        return count;
    }

    /** One of the types themselves, if all others can be converted to it. */
    private @Nullable Unification preferred(List<Type> types) {
        for (int index : TypePreference.order(types)) {
            Unification found = allTo(types, types.get(index));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Unification allTo(List<Type> types, Type wanted) {
        List<@Nullable Conversion> steps = new ArrayList<>(types.size());
        for (Type type : types) {
            ConversionStep step = type.equals(wanted) ? null : ConversionStep.find(type, wanted, unsafe);
            if (step == null && !type.equals(wanted)) {
                return null;
            }
            steps.add(step == null ? null : new Conversion(step));
        }
        return new Unification(wanted, steps);
    }

    /** A part of unknown type may yet change the outcome, so nothing is decided. */
    private static Unification allDynamic(int size) {
        Conversion toUnknown = new Conversion((value, path) -> Value.DYNAMIC);
        return new Unification(Type.DYNAMIC, Collections.nCopies(size, toUnknown));
    }

    private @Nullable Unification collections(List<Type> types) {
        List<Type> elements = new ArrayList<>(types.size());
        for (Type type : types) {
            elements.add(type.elementType());
        }
        Unification common = unify(elements);
        return common == null ? null : allTo(types, ((Type.Collection) types.get(0)).of(common.type()));
    }

    private @Nullable Unification objects(List<Type> types) {
        Map<String, Type> first = types.get(0).attributeTypes();
        for (Type type : types) {
            if (!type.attributeTypes().keySet().equals(first.keySet())) {
                return objectsToMap(types);
            }
        }
        Map<String, Type> attributes = new TreeMap<>();
        for (String name : first.keySet()) {
            List<Type> across = new ArrayList<>(types.size());
            for (Type type : types) {
                across.add(type.attributeTypes().get(name));
            }
            Unification common = unify(across);
            if (common == null) {
                return null;
            }
            attributes.put(name, common.type());
        }
        Unification found = allTo(types, Type.object(attributes));
        return found == null ? objectsToMap(types) : found;
    }

    private @Nullable Unification objectsToMap(List<Type> types) {
        List<Type> parts = new ArrayList<>();
        for (Type type : types) {
            parts.addAll(type.attributeTypes().values());
        }
        Unification common = unify(parts);
        return common == null ? null : allTo(types, Type.map(common.type()));
    }

    private @Nullable Unification tuples(List<Type> types) {
        int length = types.get(0).elementTypes().size();
        for (Type type : types) {
            if (type.elementTypes().size() != length) {
                return tuplesToList(types);
            }
        }
        List<Type> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            List<Type> across = new ArrayList<>(types.size());
            for (Type type : types) {
                across.add(type.elementTypes().get(i));
            }
            Unification common = unify(across);
            if (common == null) {
                return null;
            }
            elements.add(common.type());
        }
        Unification found = allTo(types, Type.tuple(elements));
        return found == null ? tuplesToList(types) : found;
    }

    private @Nullable Unification tuplesToList(List<Type> types) {
        List<Type> parts = new ArrayList<>();
        for (Type type : types) {
            parts.addAll(type.elementTypes());
        }
        Unification common = unify(parts);
        return common == null ? null : allTo(types, Type.list(common.type()));
    }

    /** Lists and tuples, or maps and objects: the structural ones become a collection first. */
    private @Nullable Unification mixed(List<Type> types, Class<? extends Type> structural) {
        List<Type> chosen = new ArrayList<>();
        for (Type type : types) {
            if (structural.isInstance(type)) {
                chosen.add(type);
            }
        }
        Unification collection = structural == Type.TupleType.class ? tuplesToList(chosen) : objectsToMap(chosen);
        if (collection == null) {
            return null;
        }
        List<Type> replaced = new ArrayList<>(types);
        replaced.replaceAll(type -> structural.isInstance(type) ? collection.type() : type);
        Unification common = unify(replaced);
        if (common == null || !common.type().isCollection()) {
            return null;
        }
        List<@Nullable Conversion> steps = new ArrayList<>(common.steps());
        int next = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (structural.isInstance(types.get(i))) {
                steps.set(i, chained(collection.steps().get(next++), steps.get(i)));
            }
        }
        return new Unification(common.type(), steps);
    }

    private static @Nullable Conversion chained(@Nullable Conversion first, @Nullable Conversion second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return new Conversion((value, path) -> {
            // cty runs the second step on what it was given, not on what the first one made of it. Where that fails,
            // Packer refuses the template, and so must we.
            first.apply(value);
            return second.apply(value);
        });
    }
}
