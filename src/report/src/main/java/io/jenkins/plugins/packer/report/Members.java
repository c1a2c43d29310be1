package io.jenkins.plugins.packer.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed access to the members of a JSON object; a missing or wrong one is reported by name. */
record Members(String owner, Map<String, @Nullable Object> values) {

    /** A constant that this version does not know: the event is from a newer engine. */
    static final class UnknownConstantException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    String string(String name) throws ReportException {
        if (require(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "text");
    }

    /** A member that older engines do not write. */
    String stringOr(String name, String absent) throws ReportException {
        return values.get(name) == null ? absent : string(name);
    }

    boolean flag(String name) throws ReportException {
        if (require(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    long number(String name) throws ReportException {
        if (require(name) instanceof Long number) {
            return number;
        }
        throw wrong(name, "a whole number");
    }

    int integer(String name) throws ReportException {
        long number = number(name);
        if (number != (int) number) {
            throw wrong(name, "a number of 32 bits");
        }
        return (int) number;
    }

    Instant time() throws ReportException {
        try {
            return Instant.parse(string("time"));
        } catch (DateTimeException e) {
            throw wrong("time", "an instant such as 2026-11-22T10:15:30Z");
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) throws ReportException, UnknownConstantException {
        String text = string(name).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new UnknownConstantException();
    }

    Members object(String name) throws ReportException {
        return of(name, require(name));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    List<Members> objects(String name) throws ReportException {
        if (!(require(name) instanceof List<?> list)) {
            throw wrong(name, "a list");
        }
        List<Members> objects = new ArrayList<>();
        for (Object element : list) {
            objects.add(of(name, element));
        }
        return objects;
    }

    private Members of(String name, @Nullable Object value) throws ReportException {
        if (!(value instanceof Map<?, ?>)) {
            throw wrong(name, "an object");
        }
        @SuppressWarnings("unchecked") // the parser makes maps with string keys only
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) value;
        return new Members(owner + "." + name, members);
    }

    private Object require(String name) throws ReportException {
        Object value = values.get(name);
        if (value == null) {
            throw new ReportException("The event \"" + owner + "\" has no member \"" + name + "\".");
        }
        return value;
    }

    private ReportException wrong(String name, String expected) {
        return new ReportException(
                "The member \"" + name + "\" of the event \"" + owner + "\" is not " + expected + ".");
    }
}
