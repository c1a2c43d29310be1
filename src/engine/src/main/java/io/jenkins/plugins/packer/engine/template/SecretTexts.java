package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds secrets in what a data source yields. */
final class SecretTexts {
    private SecretTexts() {}

    /**
     * The value, its texts marked where they hold a secret.
     *
     * @param secrets what is a secret
     * @param redactor gets the texts that carry a mark
     */
    static Value mark(Value value, Collection<String> secrets, Redactor redactor) {
        Value plain = value.unmark();
        if (!plain.isKnown() || plain.isNull()) {
            return value;
        }
        if (plain.type().equals(Type.STRING)) {
            String text = plain.asString();
            boolean secret = value.hasMark(Mark.SENSITIVE)
                    || secrets.stream().anyMatch(one -> !one.isBlank() && text.contains(one));
            if (secret) {
                redactor.add(text);
            }
            return secret ? value.withMark(Mark.SENSITIVE) : value;
        }
        return plain.type().isIterable() ? within(plain, value, secrets, redactor) : value;
    }

    private static Value within(Value plain, Value value, Collection<String> secrets, Redactor redactor) {
        boolean whole = value.hasMark(Mark.SENSITIVE);
        Type type = plain.type();
        if (type instanceof Type.ObjectType || type instanceof Type.MapType) {
            Map<String, Value> entries = new TreeMap<>();
            plain.entryMap().forEach((key, entry) -> entries.put(key, mark(inherit(entry, whole), secrets, redactor)));
            Value marked = type instanceof Type.MapType map ? Value.map(map.element(), entries) : Value.object(entries);
            return marked.withMarksOf(value);
        }
        List<Value> elements = new ArrayList<>();
        for (Value element : plain.elements()) {
            elements.add(mark(inherit(element, whole), secrets, redactor));
        }
        Value marked = type instanceof Type.ListType list
                ? Value.list(list.element(), elements)
                : type instanceof Type.SetType set ? Value.set(set.element(), elements) : Value.tuple(elements);
        return marked.withMarksOf(value);
    }

    private static Value inherit(Value value, boolean marked) {
        return marked ? value.withMark(Mark.SENSITIVE) : value;
    }
}
