package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration record declares; the only place that reflects on it. */
final class SchemaReader {
    private SchemaReader() {}

    /**
     * A component of a record: an option, or a group.
     *
     * @param option the option, null for a group
     * @param javaType type of the component
     * @param group the group's record, null for an option
     */
    record Declared(
            @Nullable OptionModel option,
            Class<?> javaType,
            @Nullable Class<? extends Record> group) {}

    static List<Declared> components(Class<? extends Record> type) {
        List<Declared> declared = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Group.class)) {
                declared.add(new Declared(
                        null, component.getType(), component.getType().asSubclass(Record.class)));
                continue;
            }
            Option option = component.getAnnotation(Option.class);
            if (option == null) {
                throw new IllegalArgumentException(
                        type.getName() + "." + component.getName() + " is neither an @Option nor a @Group");
            }
            declared.add(new Declared(model(component, option), component.getType(), null));
        }
        return declared;
    }

    private static OptionModel model(RecordComponent component, Option option) {
        String name = option.name().isEmpty() ? snakeCase(component.getName()) : option.name();
        OptionType type;
        try {
            type = optionType(component.getGenericType());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + ": " + e.getMessage(), e);
        }
        return new OptionModel(
                name,
                type,
                option.doc(),
                option.defaultValue(),
                option.required(),
                option.sensitive(),
                option.renderedLater());
    }

    private static OptionType optionType(Type type) {
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return new OptionType.BlockOf(ConfigurationSchema.of(plain.asSubclass(Record.class)), false);
            }
            return scalar(plain);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                if (arguments[0] instanceof Class<?> element && element.isRecord()) {
                    return new OptionType.BlockOf(ConfigurationSchema.of(element.asSubclass(Record.class)), true);
                }
                return new OptionType.ListOf(optionType(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new OptionType.MapOf(optionType(arguments[1]));
            }
        }
        throw new IllegalArgumentException("no option can be of type " + type);
    }

    private static OptionType scalar(Class<?> type) {
        if (type == String.class) {
            return OptionType.Scalar.STRING;
        }
        if (type == boolean.class || type == Boolean.class) {
            return OptionType.Scalar.BOOLEAN;
        }
        if (type == int.class || type == Integer.class) {
            return OptionType.Scalar.INTEGER;
        }
        if (type == long.class || type == Long.class) {
            return OptionType.Scalar.LONG;
        }
        if (type == double.class || type == Double.class) {
            return OptionType.Scalar.DOUBLE;
        }
        if (type == Duration.class) {
            return OptionType.Scalar.DURATION;
        }
        if (type == Value.class) {
            return OptionType.Scalar.ANY;
        }
        throw new IllegalArgumentException("no option can be of type " + type.getName());
    }

    static Map<String, String> refused(Class<? extends Record> type) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Refused refused : type.getAnnotationsByType(Refused.class)) {
            for (String option : refused.options()) {
                reasons.put(option, refused.reason());
            }
        }
        return reasons;
    }

    static <C extends Record> Constructor<C> constructor(Class<C> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
        }
        try {
            Constructor<C> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
        }
    }

    /** {@code keepInputArtifact} becomes {@code keep_input_artifact}. */
    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
