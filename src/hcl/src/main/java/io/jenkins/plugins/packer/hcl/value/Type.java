package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The type of a {@link Value}, or a constraint on one: cty's types. Immutable, compared by content. Every run compares
 * types, so their records spell out {@code equals} and {@code hashCode}: Java assembles those of other records when they
 * are first called, which takes a tenth of a short run.
 */
public sealed interface Type {
    Type STRING = new Primitive("string");
    Type NUMBER = new Primitive("number");
    Type BOOL = new Primitive("bool");

    /** As a constraint any type at all; as a value's type one that is not known yet. */
    Type DYNAMIC = new Dynamic();

    /** The type of an argument that a function takes unevaluated. */
    Type EXPRESSION = new Capsule("expression");

    Type EMPTY_TUPLE = new TupleType(List.of());
    Type EMPTY_OBJECT = object(Map.of());

    /** The types without parts; there is one of each, so that they can be compared by identity. */
    final class Primitive implements Type {
        private final String keyword;

        private Primitive(String keyword) {
            this.keyword = keyword;
        }

        /** The type's name in a type expression. */
        public String keyword() {
            return keyword;
        }

        @Override
        public String toString() {
            return keyword;
        }
    }

    /** The placeholder for a type that is not known or does not matter; there is only one. */
    final class Dynamic implements Type {
        private Dynamic() {}

        @Override
        public String toString() {
            return "any";
        }
    }

    /** List, set or map: any number of elements of one type. */
    sealed interface Collection extends Type {
        Type element();

        /** The word for this kind of collection, such as {@code list}. */
        String kind();

        /** The same kind of collection of other elements. */
        Collection of(Type element);
    }

    /**
     * A sequence.
     *
     * @param element type of all elements
     */
    record ListType(Type element) implements Collection {
        @Override
        public String kind() {
            return "list";
        }

        @Override
        public Collection of(Type other) {
            return new ListType(other);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ListType type && element.equals(type.element);
        }

        @Override
        public int hashCode() {
            return 31 * 1 + element.hashCode();
        }
    }

    /**
     * Elements without order or duplicates.
     *
     * @param element type of all elements
     */
    record SetType(Type element) implements Collection {
        @Override
        public String kind() {
            return "set";
        }

        @Override
        public Collection of(Type other) {
            return new SetType(other);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SetType type && element.equals(type.element);
        }

        @Override
        public int hashCode() {
            return 31 * 2 + element.hashCode();
        }
    }

    /**
     * Elements by string key.
     *
     * @param element type of all elements
     */
    record MapType(Type element) implements Collection {
        @Override
        public String kind() {
            return "map";
        }

        @Override
        public Collection of(Type other) {
            return new MapType(other);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MapType type && element.equals(type.element);
        }

        @Override
        public int hashCode() {
            return 31 * 3 + element.hashCode();
        }
    }

    /**
     * A sequence of fixed length whose elements have types of their own.
     *
     * @param elements the elements' types
     */
    record TupleType(List<Type> elements) implements Type {
        public TupleType {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TupleType type && elements.equals(type.elements);
        }

        @Override
        public int hashCode() {
            return elements.hashCode();
        }
    }

    /**
     * Named attributes with types of their own.
     *
     * @param attributes types by name, in code point order
     * @param optional names of attributes that a conversion to this type may find missing
     */
    record ObjectType(SortedMap<String, Type> attributes, Set<String> optional) implements Type {
        public ObjectType {
            SortedMap<String, Type> normal = normalized(attributes);
            attributes = Collections.unmodifiableSortedMap(normal);
            if (optional.isEmpty()) {
                optional = Set.of();
            } else {
                Set<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
                for (String name : optional) {
                    names.add(Normal.form(name));
                }
                if (!normal.keySet().containsAll(names)) {
                    throw new IllegalArgumentException("optional attribute that is not declared among " + names);
                }
                optional = Collections.unmodifiableSet(names);
            }
        }

        /** A copy; of one that is in order and in normal form, it takes no comparisons. */
        private static SortedMap<String, Type> normalized(SortedMap<String, Type> attributes) {
            boolean inOrder = attributes.comparator() == CodePointOrder.INSTANCE;
            for (String name : attributes.keySet()) {
                inOrder &= Normal.isForm(name);
            }
            if (inOrder) {
                return new TreeMap<>(attributes);
            }
            SortedMap<String, Type> normal = new TreeMap<>(CodePointOrder.INSTANCE);
            for (Map.Entry<String, Type> attribute : attributes.entrySet()) {
                normal.put(Normal.form(attribute.getKey()), attribute.getValue());
            }
            return normal;
        }

        public boolean has(String name) {
            return attributes.containsKey(Normal.form(name));
        }

        /** The type of an attribute that exists. */
        public Type attribute(String name) {
            Type type = attributes.get(Normal.form(name));
            if (type == null) {
                throw new IllegalArgumentException("no attribute " + name);
            }
            return type;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ObjectType type
                    && attributes.equals(type.attributes)
                    && optional.equals(type.optional);
        }

        @Override
        public int hashCode() {
            return 31 * attributes.hashCode() + optional.hashCode();
        }
    }

    /**
     * A value of the host program that the language can only hand on.
     *
     * @param name for messages
     */
    record Capsule(String name) implements Type {}

    static Type list(Type element) {
        return new ListType(element);
    }

    static Type set(Type element) {
        return new SetType(element);
    }

    static Type map(Type element) {
        return new MapType(element);
    }

    static Type tuple(List<Type> elements) {
        return new TupleType(elements);
    }

    static Type tuple(Type... elements) {
        return new TupleType(Arrays.asList(elements));
    }

    static Type object(Map<String, Type> attributes) {
        return object(attributes, Set.of());
    }

    /** An object type of which some attributes may be missing in what is converted to it. */
    static Type object(Map<String, Type> attributes, Set<String> optional) {
        return new ObjectType(new TreeMap<>(attributes), optional);
    }

    default boolean isPrimitive() {
        return this instanceof Primitive;
    }

    default boolean isDynamic() {
        return this instanceof Dynamic;
    }

    default boolean isList() {
        return this instanceof ListType;
    }

    default boolean isSet() {
        return this instanceof SetType;
    }

    default boolean isMap() {
        return this instanceof MapType;
    }

    default boolean isTuple() {
        return this instanceof TupleType;
    }

    default boolean isObject() {
        return this instanceof ObjectType;
    }

    /** Whether this is a list, set or map. */
    default boolean isCollection() {
        return this instanceof Collection;
    }

    /** Whether values of this type can be iterated over: collections, tuples and objects. */
    default boolean isIterable() {
        return isCollection() || isTuple() || isObject();
    }

    /** The element type of a list, set or map. */
    default Type elementType() {
        return ((Collection) this).element();
    }

    /** The element types of a tuple. */
    default List<Type> elementTypes() {
        return ((TupleType) this).elements();
    }

    /** The attribute types of an object, by name in code point order. */
    default SortedMap<String, Type> attributeTypes() {
        return ((ObjectType) this).attributes();
    }

    /** Whether this is {@link #DYNAMIC} or contains it. */
    default boolean hasDynamic() {
        if (this instanceof Collection collection) {
            return collection.element().hasDynamic();
        }
        if (this instanceof TupleType tuple) {
            return tuple.elements().stream().anyMatch(Type::hasDynamic);
        }
        if (this instanceof ObjectType object) {
            return object.attributes().values().stream().anyMatch(Type::hasDynamic);
        }
        return isDynamic();
    }

    /** This type with every attribute of every object in it required: the type that a converted value has. */
    default Type withoutOptionalAttributes() {
        if (this instanceof Collection collection) {
            return collection.of(collection.element().withoutOptionalAttributes());
        }
        if (this instanceof TupleType tuple) {
            List<Type> elements = new ArrayList<>(tuple.elements().size());
            for (Type element : tuple.elements()) {
                elements.add(element.withoutOptionalAttributes());
            }
            return new TupleType(elements);
        }
        if (this instanceof ObjectType object) {
            Map<String, Type> attributes = new TreeMap<>();
            object.attributes().forEach((name, type) -> attributes.put(name, type.withoutOptionalAttributes()));
            return object(attributes);
        }
        return this;
    }

    /** Whether this type fits the other, in which {@link #DYNAMIC} stands for anything. */
    default boolean conformsTo(Type constraint) {
        return TypeConformance.fits(this, constraint);
    }

    /** The name in messages: {@code list of string}, {@code object}. */
    default String friendlyName() {
        return TypeNames.friendly(this, false);
    }

    /** The name in messages that ask for a type: as {@link #friendlyName()}, with {@code any type} for dynamic. */
    default String constraintName() {
        return TypeNames.friendly(this, true);
    }

    /** As it is written in a type expression: {@code list(string)}, <code>object({a=number})</code>. */
    default String expression() {
        StringBuilder text = new StringBuilder();
        TypeNames.appendExpression(this, text);
        return text.toString();
    }

    /** cty's JSON form, such as <code>["list","string"]</code>. */
    default String json() {
        StringBuilder text = new StringBuilder();
        TypeNames.appendJson(this, text);
        return text.toString();
    }
}
