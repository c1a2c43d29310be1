package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of a template that is being executed: a stack, searched from its top. */
final class Scope {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Scope(@Nullable Object data) {
        push("$", data);
    }

    void push(String name, @Nullable Object value) {
        names.add(name);
        values.add(value);
    }

    int mark() {
        return names.size();
    }

    void popTo(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }

    /** Index of the variable, or -1. */
    int find(String name) {
        return names.lastIndexOf(name);
    }

    @Nullable
    Object get(int index) {
        return values.get(index);
    }

    void set(int index, @Nullable Object value) {
        values.set(index, value);
    }

    /** Sets the variable that was declared last, or as many before it. */
    void setFromTop(int before, @Nullable Object value) {
        values.set(values.size() - 1 - before, value);
    }
}
