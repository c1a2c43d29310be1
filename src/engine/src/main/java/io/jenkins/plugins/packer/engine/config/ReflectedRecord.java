package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a configuration record declares from the record itself, where no class says it.
 *
 * @param <C> the record
 */
final class ReflectedRecord<C extends Record> implements DeclaredRecord<C> {
    private final Class<C> type;
    private final Constructor<C> constructor;

    /**
     * Prepares a record.
     *
     * @throws IllegalArgumentException when it has no canonical constructor
     */
    ReflectedRecord(Class<C> type) {
        this.type = type;
        this.constructor = constructor(type);
    }

    @Override
    public List<DeclaredComponent> components() {
        List<DeclaredComponent> declared = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Group.class)) {
                declared.add(DeclaredComponent.group(component.getType().asSubclass(Record.class)));
                continue;
            }
            Option option = component.getAnnotation(Option.class);
            if (option == null) {
                throw new IllegalArgumentException(
                        type.getName() + "." + component.getName() + " is neither an @Option nor a @Group");
            }
            declared.add(DeclaredComponent.option(model(component, option), component.getType()));
        }
        return declared;
    }

    @Override
    public Map<String, String> refused() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Refused refused : type.getAnnotationsByType(Refused.class)) {
            for (String option : refused.options()) {
                reasons.put(option, refused.reason());
            }
        }
        return reasons;
    }

    @Override
    public C construct(Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type.getName() + " refuses its options: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be constructed", e);
        }
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
                OptionModel.Rendering.of(option.renderedLater(), option.renderedTwice()),
                option.negative());
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

    private static <C extends Record> Constructor<C> constructor(Class<C> type) {
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
    private static String snakeCase(String name) {
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
