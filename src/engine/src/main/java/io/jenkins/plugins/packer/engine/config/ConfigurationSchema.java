package io.jenkins.plugins.packer.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All options of a configuration record, groups flattened, as its {@link Option} annotations declare them. The decoder,
 * {@code packer components} and the generated reference work with this model and never look at the record itself.
 *
 * @param <C> the record
 */
public final class ConfigurationSchema<C extends Record> {
    private final Class<C> type;
    private final DeclaredRecord<C> declared;
    private final List<Part> parts;
    private final Map<String, OptionModel> options;
    private final Map<String, String> refused;

    /** A component of the record: an option or a group of options. */
    private sealed interface Part {}

    private record Single(OptionModel option, Class<?> javaType) implements Part {}

    private record Flattened(ConfigurationSchema<?> schema) implements Part {}

    private ConfigurationSchema(Class<C> type, DeclaredRecord<C> declared, List<Part> parts) {
        this.type = type;
        this.declared = declared;
        this.parts = List.copyOf(parts);
        Map<String, OptionModel> all = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>(declared.refused());
        for (Part part : parts) {
            Collection<OptionModel> added =
                    part instanceof Flattened flattened ? flattened.schema.options() : List.of(((Single) part).option);
            for (OptionModel option : added) {
                if (all.put(option.name(), option) != null) {
                    throw new IllegalArgumentException(
                            type.getName() + " declares the option " + option.name() + " twice");
                }
            }
            if (part instanceof Flattened flattened) {
                reasons.putAll(flattened.schema.refused);
            }
        }
        reasons.keySet().removeAll(all.keySet());
        this.options = Collections.unmodifiableMap(all);
        this.refused = Collections.unmodifiableMap(reasons);
    }

    /**
     * Reads what a record declares.
     *
     * @throws IllegalArgumentException when the record declares what the decoder does not know: a mistake of the
     *     component's author
     */
    public static <C extends Record> ConfigurationSchema<C> of(Class<C> type) {
        DeclaredRecord<C> declared = declared(type);
        return of(type, declared == null ? new ReflectedRecord<>(type) : declared);
    }

    static <C extends Record> ConfigurationSchema<C> of(Class<C> type, DeclaredRecord<C> declared) {
        List<Part> parts = new ArrayList<>();
        for (DeclaredComponent component : declared.components()) {
            OptionModel option = component.option();
            Class<? extends Record> group = component.group();
            if (option != null) {
                parts.add(new Single(option, component.javaType()));
            } else if (group != null) {
                parts.add(new Flattened(of(group)));
            }
        }
        return new ConfigurationSchema<>(type, declared, parts);
    }

    /** The class that was written beside the record when it was compiled, or null if there is none. */
    @SuppressWarnings("unchecked")
    static <C extends Record> @Nullable DeclaredRecord<C> declared(Class<C> type) {
        String name = type.getName().replace('$', '_') + "_Declared";
        try {
            return (DeclaredRecord<C>) Class.forName(name, true, type.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be used", e);
        }
    }

    /** The record. */
    public Class<C> type() {
        return type;
    }

    /** All options in the order of their declaration. */
    public Collection<OptionModel> options() {
        return options.values();
    }

    public Optional<OptionModel> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Options that Packer has and this version refuses, by name, each with the reason. */
    public Map<String, String> refused() {
        return refused;
    }

    /**
     * Makes a record.
     *
     * @param values yields the value of an option, or null where it has none
     * @return the record; a missing list or map is empty, a missing value of a primitive type is zero or false
     */
    C construct(Function<OptionModel, @Nullable Object> values) {
        Object[] arguments = new Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            Part part = parts.get(i);
            if (part instanceof Flattened flattened) {
                arguments[i] = flattened.schema.construct(values);
            } else {
                Single single = (Single) part;
                Object value = values.apply(single.option);
                arguments[i] = value == null ? absent(single) : value;
            }
        }
        return declared.construct(arguments);
    }

    private static @Nullable Object absent(Single single) {
        OptionType type = single.option.type();
        if (type instanceof OptionType.ListOf || type instanceof OptionType.BlockOf block && block.repeated()) {
            return List.of();
        }
        if (type instanceof OptionType.MapOf) {
            return Map.of();
        }
        if (!single.javaType.isPrimitive()) {
            return null;
        }
        if (single.javaType == boolean.class) {
            return Boolean.FALSE;
        }
        if (single.javaType == int.class) {
            return 0;
        }
        return single.javaType == long.class ? (Object) 0L : (Object) 0.0;
    }
}
