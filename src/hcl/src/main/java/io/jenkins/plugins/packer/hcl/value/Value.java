package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value of the language, as cty models them: typed, perhaps null, perhaps not known yet, perhaps marked. Immutable;
 * {@link #equals} compares by content (cty's {@code RawEquals}), while {@link Operations#equal} is the language's own
 * comparison. Texts are kept in Unicode normal form C; maps and objects iterate by key, sets in cty's order.
 */
public final class Value {
    private static final Object UNKNOWN = new Object();

    public static final Value TRUE = new Value(Type.BOOL, Boolean.TRUE, Set.of());
    public static final Value FALSE = new Value(Type.BOOL, Boolean.FALSE, Set.of());
    /** The null that the word {@code null} means, of no type in particular. */
    public static final Value NULL = new Value(Type.DYNAMIC, null, Set.of());
    /** A value of which not even the type is known. */
    public static final Value DYNAMIC = new Value(Type.DYNAMIC, UNKNOWN, Set.of());

    public static final Value EMPTY_TUPLE = new Value(Type.EMPTY_TUPLE, List.of(), Set.of());
    public static final Value EMPTY_OBJECT = object(Map.of());

    private final Type type;
    /** Null, UNKNOWN, a Boolean, String or BigNumber, a {@code List<Value>} or a {@code SortedMap<String, Value>}. */
    private final @Nullable Object content;

    private final Set<Mark> marks;

    private Value(Type type, @Nullable Object content, Set<Mark> marks) {
        this.type = type;
        this.content = content;
        this.marks = marks;
    }

    public static Value string(String text) {
        return new Value(Type.STRING, Normal.form(text), Set.of());
    }

    public static Value bool(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    public static Value number(long number) {
        return number(BigNumber.of(number));
    }

    public static Value number(BigNumber number) {
        return new Value(Type.NUMBER, number, Set.of());
    }

    public static Value nullOf(Type type) {
        return type.isDynamic() ? NULL : new Value(type, null, Set.of());
    }

    public static Value unknown(Type type) {
        return type.isDynamic() ? DYNAMIC : new Value(type, UNKNOWN, Set.of());
    }

    /** A tuple of these elements. */
    public static Value tuple(List<Value> elements) {
        List<Type> types = new ArrayList<>(elements.size());
        for (Value element : elements) {
            types.add(element.type);
        }
        return new Value(Type.tuple(types), List.copyOf(elements), Set.of());
    }

    /** A tuple of these elements. */
    public static Value tuple(Value... elements) {
        return tuple(Arrays.asList(elements));
    }

    /** An object with these attributes. */
    public static Value object(Map<String, Value> attributes) {
        SortedMap<String, Value> values = new TreeMap<>(CodePointOrder.INSTANCE);
        SortedMap<String, Type> types = new TreeMap<>(CodePointOrder.INSTANCE);
        for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
            String name = Normal.form(attribute.getKey());
            values.put(name, attribute.getValue());
            types.put(name, attribute.getValue().type);
        }
        return new Value(new Type.ObjectType(types, Set.of()), Collections.unmodifiableSortedMap(values), Set.of());
    }

    /** A list of one or more elements of one type. */
    public static Value list(List<Value> elements) {
        return list(commonType(elements), elements);
    }

    /** A list; the elements, if any, are of the given type or unknown or null. */
    public static Value list(Type element, List<Value> elements) {
        List<Value> typed = new ArrayList<>(elements.size());
        for (Value value : elements) {
            typed.add(value.retyped(element));
        }
        return new Value(Type.list(element), Collections.unmodifiableList(typed), Set.of());
    }

    public static Value emptyList(Type element) {
        return list(element, List.of());
    }

    /** A set of one or more elements of one type. */
    public static Value set(List<Value> elements) {
        return set(commonType(elements), elements);
    }

    /** A set; marks of elements become marks of the set as a whole, since an element is its own key. */
    public static Value set(Type element, List<Value> elements) {
        Set<Mark> marks = new HashSet<>();
        List<Value> plain = new ArrayList<>(elements.size());
        for (Value value : elements) {
            marks.addAll(value.marksDeep());
            plain.add(value.unmarkDeep().retyped(element));
        }
        return new Value(Type.set(element), SetOrder.sorted(element, plain), Set.copyOf(marks));
    }

    public static Value emptySet(Type element) {
        return set(element, List.of());
    }

    /** A map of one or more elements of one type. */
    public static Value map(Map<String, Value> elements) {
        return map(commonType(elements.values()), elements);
    }

    /** A map; the elements, if any, are of the given type or unknown or null. */
    public static Value map(Type element, Map<String, Value> elements) {
        SortedMap<String, Value> typed = new TreeMap<>(CodePointOrder.INSTANCE);
        for (Map.Entry<String, Value> entry : elements.entrySet()) {
            typed.put(Normal.form(entry.getKey()), entry.getValue().retyped(element));
        }
        return new Value(Type.map(element), Collections.unmodifiableSortedMap(typed), Set.of());
    }

    public static Value emptyMap(Type element) {
        return map(element, Map.of());
    }

    /** A value of the host program, compared by identity. */
    public static Value capsule(Type type, Object content) {
        if (!(type instanceof Type.Capsule)) {
            throw new IllegalArgumentException("not a capsule type: " + type.friendlyName());
        }
        return new Value(type, content, Set.of());
    }

    /** Whether the values can be elements of one list, set or map as they are. */
    public static boolean haveOneType(Iterable<Value> values) {
        Type common = Type.DYNAMIC;
        for (Value value : values) {
            if (common.isDynamic()) {
                common = value.type;
            } else if (!value.type.isDynamic() && !common.equals(value.type)) {
                return false;
            }
        }
        return true;
    }

    private static Type commonType(java.util.Collection<Value> elements) {
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("the element type of an empty collection must be given");
        }
        if (!haveOneType(elements)) {
            throw new IllegalArgumentException("elements of different types");
        }
        Type common = Type.DYNAMIC;
        for (Value element : elements) {
            if (common.isDynamic()) {
                common = element.type;
            }
        }
        return common;
    }

    private Value retyped(Type other) {
        return type.equals(other) ? this : new Value(other, content, marks);
    }

    public Type type() {
        return type;
    }

    public boolean isNull() {
        return content == null;
    }

    public boolean isKnown() {
        return content != UNKNOWN;
    }

    /** Whether the value and everything in it is known. */
    public boolean isWhollyKnown() {
        if (!isKnown()) {
            return false;
        }
        for (Value element : parts()) {
            if (!element.isWhollyKnown()) {
                return false;
            }
        }
        return true;
    }

    /** Whether no type of anything in the value can still change. */
    public boolean hasWhollyKnownType() {
        if (isNull()) {
            return true;
        }
        if (!isKnown()) {
            return !(type.isDynamic() || type.isIterable() && type.hasDynamic());
        }
        for (Value element : parts()) {
            if (!element.hasWhollyKnownType()) {
                return false;
            }
        }
        return true;
    }

    public boolean isMarked() {
        return !marks.isEmpty();
    }

    /** The marks of the value itself, without those of its elements. */
    public Set<Mark> marks() {
        return marks;
    }

    public boolean hasMark(Mark mark) {
        return marks.contains(mark);
    }

    /** Whether the value or anything in it is marked. */
    public boolean containsMarked() {
        if (isMarked()) {
            return true;
        }
        for (Value element : parts()) {
            if (element.containsMarked()) {
                return true;
            }
        }
        return false;
    }

    /** All marks of the value and of everything in it. */
    public Set<Mark> marksDeep() {
        if (!containsMarked()) {
            return Set.of();
        }
        Set<Mark> all = new HashSet<>();
        collectMarks(all);
        return Set.copyOf(all);
    }

    private void collectMarks(Set<Mark> all) {
        all.addAll(marks);
        for (Value element : parts()) {
            element.collectMarks(all);
        }
    }

    /** The value without its own marks. */
    public Value unmark() {
        return marks.isEmpty() ? this : new Value(type, content, Set.of());
    }

    /** The value with no mark on it or on anything in it. */
    public Value unmarkDeep() {
        if (!containsMarked()) {
            return this;
        }
        if (content instanceof List<?> && !isSet()) {
            List<Value> plain = new ArrayList<>();
            for (Value element : parts()) {
                plain.add(element.unmarkDeep());
            }
            return new Value(type, Collections.unmodifiableList(plain), Set.of());
        }
        if (content instanceof SortedMap<?, ?>) {
            SortedMap<String, Value> plain = new TreeMap<>(CodePointOrder.INSTANCE);
            for (Map.Entry<String, Value> entry : entries().entrySet()) {
                plain.put(entry.getKey(), entry.getValue().unmarkDeep());
            }
            return new Value(type, Collections.unmodifiableSortedMap(plain), Set.of());
        }
        return unmark();
    }

    public Value withMark(Mark mark) {
        return withMarks(Set.of(mark));
    }

    /** The value with these marks besides its own. */
    public Value withMarks(Set<Mark> more) {
        if (more.isEmpty() || marks.containsAll(more)) {
            return this;
        }
        Set<Mark> all = new HashSet<>(marks);
        all.addAll(more);
        return new Value(type, content, Set.copyOf(all));
    }

    /** The value with the other value's own marks besides its own. */
    public Value withMarksOf(Value other) {
        return withMarks(other.marks);
    }

    /** The text of a known string that is not null. */
    public String asString() {
        return (String) plain(Type.STRING);
    }

    /** The number of a known number that is not null. */
    public BigNumber asNumber() {
        return (BigNumber) plain(Type.NUMBER);
    }

    /** The truth of a known bool that is not null. */
    public boolean asBoolean() {
        return (Boolean) plain(Type.BOOL);
    }

    /** Whether this is a known, non-null {@code true}, marked or not. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(content);
    }

    /** Whether this is a known, non-null {@code false}, marked or not. */
    public boolean isFalse() {
        return Boolean.FALSE.equals(content);
    }

    /** What a capsule holds. */
    public Object asCapsule() {
        return plain(type);
    }

    private Object plain(Type wanted) {
        if (!type.equals(wanted) || content == null || content == UNKNOWN || isMarked()) {
            throw new IllegalStateException("not a known, plain " + wanted.friendlyName() + ": " + this);
        }
        return content;
    }

    /**
     * The elements of a known list, set, tuple or map or the attribute values of a known object, in their order. Marks of
     * the value itself are not on them: it must be unmarked first.
     */
    public List<Value> elements() {
        plain(type);
        if (!type.isIterable()) {
            throw new IllegalStateException("not iterable: " + type.friendlyName());
        }
        return content instanceof List<?> ? list() : List.copyOf(parts());
    }

    /** The elements of a known map or object by key, in code point order; it must be unmarked. */
    public SortedMap<String, Value> entryMap() {
        plain(type);
        return entries();
    }

    /**
     * What an iteration yields for each element of a known collection, tuple or object: index, map key or attribute name,
     * or for a set the element itself.
     */
    public List<Element> iteration() {
        plain(type);
        List<Element> iteration = new ArrayList<>();
        if (content instanceof SortedMap<?, ?>) {
            for (Map.Entry<String, Value> entry : entries().entrySet()) {
                iteration.add(new Element(string(entry.getKey()), entry.getValue()));
            }
        } else {
            int index = 0;
            for (Value element : elements()) {
                iteration.add(new Element(isSet() ? element : number(index++), element));
            }
        }
        return iteration;
    }

    /**
     * One step of an iteration.
     *
     * @param key index, key, name or set element
     * @param value the element
     */
    public record Element(Value key, Value value) {}

    /** Number of elements of a known collection, a tuple or an object. */
    public int length() {
        if (type instanceof Type.TupleType tuple) {
            return tuple.elements().size();
        }
        if (type instanceof Type.ObjectType object) {
            return object.attributes().size();
        }
        plain(type);
        return parts().size();
    }

    /** An attribute of an object that has it, with the object's marks; unknown where the object is. */
    public Value attribute(String name) {
        Type attributeType = ((Type.ObjectType) type).attribute(name);
        if (!isKnown()) {
            return unknown(attributeType).withMarks(marks);
        }
        return Objects.requireNonNull(entries().get(Normal.form(name))).withMarks(marks);
    }

    private boolean isSet() {
        return type instanceof Type.SetType;
    }

    @SuppressWarnings("unchecked")
    private List<Value> list() {
        return (List<Value>) Objects.requireNonNull(content);
    }

    @SuppressWarnings("unchecked")
    private SortedMap<String, Value> entries() {
        return (SortedMap<String, Value>) Objects.requireNonNull(content);
    }

    /** Direct parts, whatever the marks; none where there is nothing to look into. */
    private java.util.Collection<Value> parts() {
        if (content instanceof List<?>) {
            return list();
        }
        return content instanceof SortedMap<?, ?> ? entries().values() : List.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Value that
                        && type.equals(that.type)
                        && marks.equals(that.marks)
                        && Objects.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type.isPrimitive() ? type : null, marks, content == UNKNOWN ? 1 : content);
    }

    /** For test failures and debuggers; a marked value is not shown. */
    @Override
    public String toString() {
        if (isMarked()) {
            return "(marked " + type.expression() + ")";
        }
        if (!isKnown()) {
            return "(unknown " + type.expression() + ")";
        }
        if (content instanceof String text) {
            return Quoted.of(text);
        }
        return type.isCollection() ? ((Type.Collection) type).kind() + content : String.valueOf(content);
    }
}
