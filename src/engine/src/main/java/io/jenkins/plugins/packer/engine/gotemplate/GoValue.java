package io.jenkins.plugins.packer.engine.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's view of the values that a template works with. */
final class GoValue {
    private GoValue() {}

    /** What a map has under a key that it does not have; null is there, this is not. */
    enum Absent {
        ABSENT
    }

    /** An element of a string, Go's {@code uint8}. */
    record UnsignedByte(int value) {}

    /** A part of a list that can be grown again as far as the list goes, as Go's slices can. */
    static final class ListSlice extends AbstractList<@Nullable Object> {
        private final List<?> list;
        private final int from;
        private final int length;
        private final int capacity;

        ListSlice(List<?> list, int from, int length, int capacity) {
            this.list = list;
            this.from = from;
            this.length = length;
            this.capacity = capacity;
        }

        static int capacityOf(List<?> list) {
            return list instanceof ListSlice slice ? slice.capacity : list.size();
        }

        /** {@code list[from:to:limit]}. */
        static ListSlice of(List<?> list, int from, int to, int limit) {
            return list instanceof ListSlice slice
                    ? new ListSlice(slice.list, slice.from + from, to - from, limit - from)
                    : new ListSlice(list, from, to - from, limit - from);
        }

        @Override
        public @Nullable Object get(int index) {
            if (index < 0 || index >= length) {
                throw new IndexOutOfBoundsException(index);
            }
            return list.get(from + index);
        }

        @Override
        public int size() {
            return length;
        }
    }

    /** Go orders strings by their bytes, which is the order of code points, not of UTF-16 units. */
    static final Comparator<String> STRING_ORDER = GoValue::compareStrings;

    private static int compareStrings(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /**
     * The value with its type reduced to those that templates know.
     *
     * @throws GoValueException if it is of another type, which is a mistake of who provided the data
     */
    static @Nullable Object of(@Nullable Object value) throws GoValueException {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double
                || value instanceof Map
                || value instanceof List
                || value instanceof UnsignedByte
                || value instanceof Absent) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        throw new GoValueException(
                "a template cannot use data of type " + value.getClass().getName());
    }

    static String typeName(@Nullable Object value) {
        if (value instanceof String) {
            return "string";
        } else if (value instanceof Long) {
            return "int";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Double) {
            return "float64";
        } else if (value instanceof UnsignedByte) {
            return "uint8";
        } else if (value instanceof Map) {
            return "map[string]interface {}";
        } else if (value instanceof List) {
            return "[]interface {}";
        }
        return "nil";
    }

    static boolean isNil(@Nullable Object value) {
        return value == null || value == Absent.ABSENT;
    }

    /** Whether {@code if} takes it for true: it is not the zero or empty value of its type. */
    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof String text) {
            return !text.isEmpty();
        } else if (value instanceof Long number) {
            return number != 0;
        } else if (value instanceof Double number) {
            return number != 0;
        } else if (value instanceof UnsignedByte number) {
            return number.value() != 0;
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        } else if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return false;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
