package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that templates can call. */
public interface GoFunction {

    /** Types of the parameters; the last one repeats, also no times, if the function is {@link #variadic()}. */
    List<GoType> parameters();

    /** Whether the last parameter takes any number of arguments. */
    default boolean variadic() {
        return false;
    }

    /**
     * Calls it.
     *
     * @param arguments as many and of the types that were declared: {@link String}, {@link Long}, or any value
     * @return the result: String, Long, Double, Boolean, List, Map or null
     * @throws GoValueException when it cannot work with these values
     */
    @Nullable
    Object call(List<@Nullable Object> arguments) throws GoValueException;
}
