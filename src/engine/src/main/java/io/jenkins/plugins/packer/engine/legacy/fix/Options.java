package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a builder, provisioner or post-processor of a template that is being fixed.
 *
 * @param values by name; changed in place
 */
record Options(Map<String, @Nullable Object> values) {

    /** Its type, or empty where that is no text. */
    String type() {
        return text("type");
    }

    boolean isOfType(String... types) {
        for (String type : types) {
            if (type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text, or empty where it is none. */
    String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    void remove(String name) {
        values.remove(name);
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** Moves a value of a Java type to another name. */
    void rename(String from, String to, Class<?> type) {
        if (type.isInstance(values.get(from))) {
            values.put(to, values.remove(from));
        }
    }

    /** Moves a value to another name, whatever it is. */
    void rename(String from, String to) {
        if (has(from)) {
            values.put(to, values.remove(from));
        }
    }

    /** Moves a value of a Java type to another name, unless that has one, which stays. */
    void renameUnlessSet(String from, String to, Class<?> type) {
        if (type.isInstance(values.get(from))) {
            Object value = values.remove(from);
            values.putIfAbsent(to, value);
        }
    }
}
