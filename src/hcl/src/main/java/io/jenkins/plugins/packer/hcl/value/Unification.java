package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A common type of several types and the way there.
 *
 * @param type the common type
 * @param steps for each of the types the conversion, or null where none is needed
 */
public record Unification(Type type, List<@Nullable Conversion> steps) {
    public Unification {
        steps = Collections.unmodifiableList(new ArrayList<>(steps));
    }

    /**
     * A value of the type that stood at this index, converted.
     *
     * @throws ConversionException where this value cannot be converted
     */
    public Value convert(int index, Value value) {
        Conversion step = steps.get(index);
        return step == null ? value : step.apply(value);
    }
}
