package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into a value, by the rules of go-cty-yaml 1.0.1, which Packer uses: YAML 1.1's bools, merge
 * keys and timestamps, decimal and binary numbers; mappings are objects, sequences tuples, and keys become text.
 *
 * @see <a href="https://github.com/zclconf/go-cty-yaml/blob/master/decode.go">go-cty-yaml's decode.go</a>
 */
final class YamlDecoder {
    private static final String MAP_TAG = "tag:yaml.org,2002:map";
    private static final String SEQUENCE_TAG = "tag:yaml.org,2002:seq";
    private static final String MERGE_TAG = "tag:yaml.org,2002:merge";
    /** Deeper nesting, and more values by way of aliases, are attacks rather than documents. */
    private static final int DEEPEST = 500;

    private static final int MOST_VALUES = 1_000_000;

    private final Parser parser;
    private final Map<String, Value> anchors = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final List<String> open = new ArrayList<>();
    private int depth;
    private int count;

    private YamlDecoder(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        parser = new ParserImpl(new StreamReader(text), options);
    }

    static Value decode(String text) {
        try {
            return new YamlDecoder(text).document();
        } catch (MarkedYAMLException e) {
            throw new FunctionException(place(e.getProblemMark()) + e.getProblem());
        } catch (YAMLException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private static String place(@org.jspecify.annotations.Nullable Mark mark) {
        return mark == null ? "" : "on line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    private static FunctionException error(Event event, String reason) {
        return new FunctionException(place(event.getStartMark()) + reason);
    }

    private Value document() {
        parser.getEvent();
        Event start = parser.getEvent();
        if (!start.is(Event.ID.DocumentStart)) {
            throw error(start, "missing start of document");
        }
        Value value = value(parser.getEvent());
        parser.getEvent();
        Event end = parser.getEvent();
        if (end.is(Event.ID.DocumentStart)) {
            throw error(end, "only a single document is allowed");
        }
        return value;
    }

    private Value value(Event event) {
        if (++count > MOST_VALUES) {
            throw error(event, "there are more than " + MOST_VALUES + " values");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        int before = count;
        if (anchor != null) {
            open.add(anchor);
        }
        if (++depth > DEEPEST) {
            throw error(event, "values are nested more than " + DEEPEST + " levels deep");
        }
        Value value = unanchored(event);
        depth--;
        if (anchor != null) {
            open.remove(open.size() - 1);
            anchors.put(anchor, value);
            sizes.put(anchor, count - before + 1);
        }
        return value;
    }

    private Value aliased(AliasEvent alias) {
        String anchor = alias.getAnchor();
        if (open.contains(anchor)) {
            throw error(alias, "cannot refer to anchor " + Quoted.of(anchor) + " from inside its own definition");
        }
        Value value = anchors.get(anchor);
        if (value == null) {
            throw error(alias, "reference to undefined anchor " + Quoted.of(anchor));
        }
        // An alias counts as much as what it stands for, or a few lines could mean billions of values.
        count += sizes.getOrDefault(anchor, 1);
        return value;
    }

    private Value unanchored(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return YamlScalar.resolve(scalar);
        }
        if (event instanceof SequenceStartEvent sequence) {
            requireTag(sequence, sequence.getTag(), SEQUENCE_TAG, "sequence");
            List<Value> elements = new ArrayList<>();
            for (Event next = parser.getEvent(); !next.is(Event.ID.SequenceEnd); next = parser.getEvent()) {
                elements.add(value(next));
            }
            return Value.tuple(elements);
        }
        MappingStartEvent mapping = (MappingStartEvent) event;
        requireTag(mapping, mapping.getTag(), MAP_TAG, "mapping");
        return mapping();
    }

    private static void requireTag(
            Event event, @org.jspecify.annotations.Nullable String tag, String wanted, String what) {
        if (tag != null && !tag.equals(wanted) && !tag.equals("!")) {
            throw error(event, "can't interpret " + what + " as " + tag);
        }
    }

    private Value mapping() {
        Map<String, Value> entries = new HashMap<>();
        for (Event key = parser.getEvent(); !key.is(Event.ID.MappingEnd); key = parser.getEvent()) {
            if (!(key instanceof ScalarEvent scalar)) {
                throw error(key, "only strings are allowed as mapping keys");
            }
            if (isMerge(scalar)) {
                merge(key, value(parser.getEvent()), entries);
            } else {
                String name = YamlScalar.key(scalar);
                entries.put(name, value(parser.getEvent()));
            }
        }
        return Value.object(entries);
    }

    private static boolean isMerge(ScalarEvent key) {
        return key.getTag() == null ? key.getValue().equals("<<") : key.getTag().equals(MERGE_TAG);
    }

    private static void merge(Event key, Value merged, Map<String, Value> entries) {
        if (merged.type().isObject()) {
            entries.putAll(merged.entryMap());
            return;
        }
        if (!merged.type().isTuple()) {
            throw error(key, "cannot merge " + merged.type().friendlyName() + " into mapping");
        }
        for (Value element : merged.elements()) {
            if (!element.type().isObject()) {
                throw error(key, "cannot merge " + element.type().friendlyName() + " (from sequence) into mapping");
            }
            entries.putAll(element.entryMap());
        }
    }
}
