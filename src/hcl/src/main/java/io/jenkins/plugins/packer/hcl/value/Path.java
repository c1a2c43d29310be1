package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a value something is.
 *
 * @param steps from the outside in; none for the value as a whole
 */
public record Path(List<Step> steps) {
    /** The value as a whole. */
    public static final Path ROOT = new Path(List.of());

    public Path {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    public sealed interface Step {}

    /**
     * To an attribute of an object.
     *
     * @param name its name
     */
    public record Attribute(String name) implements Step {}

    /**
     * To an element of a collection or tuple.
     *
     * @param key index or key; of a set the element itself
     */
    public record Index(Value key) implements Step {}

    public Path attribute(String name) {
        return with(new Attribute(name));
    }

    public Path index(int index) {
        return with(new Index(Value.number(index)));
    }

    public Path key(String key) {
        return with(new Index(Value.string(key)));
    }

    Path join(Path inner) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(inner.steps);
        return new Path(all);
    }

    private Path with(Step step) {
        List<Step> all = new ArrayList<>(steps.size() + 1);
        all.addAll(steps);
        all.add(step);
        return new Path(all);
    }

    /** For the start of a message: {@code attribute "x": element 0: }; empty for the root. */
    String prefix() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Attribute attribute) {
                text.append("attribute ").append(Quoted.of(attribute.name())).append(": ");
            } else if (step instanceof Index index) {
                text.append("element ").append(index.key()).append(": ");
            }
        }
        return text.toString();
    }
}
