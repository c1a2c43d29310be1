package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes configuration records of option values, with the defaults that they declare. */
public final class TestConfiguration {
    private TestConfiguration() {}

    /**
     * A configuration.
     *
     * @param options values by option name: strings, booleans, integers, durations, lists and maps
     */
    public static <C extends Record> C of(Class<C> type, Map<String, ?> options) {
        Map<String, Object> left = new HashMap<>(options);
        C configuration = make(type, left);
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("Unknown options " + left.keySet());
        }
        return configuration;
    }

    /** The names of a record's options, those of its groups included. */
    public static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Group.class)) {
                names.addAll(names(component.getType()));
            } else {
                names.add(name(component));
            }
        }
        return names;
    }

    private static <C> C make(Class<C> type, Map<String, Object> left) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            values[i] = component.isAnnotationPresent(Group.class)
                    ? make(component.getType(), left)
                    : value(component, left);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(RecordComponent component) {
        String declared = component.getAnnotation(Option.class).name();
        if (!declared.isEmpty()) {
            return declared;
        }
        StringBuilder name = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            name.append(Character.isUpperCase(c) ? "_" : "").append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    private static Object value(RecordComponent component, Map<String, Object> left) {
        String name = name(component);
        if (left.containsKey(name)) {
            return left.remove(name);
        }
        String text = component.getAnnotation(Option.class).defaultValue();
        Class<?> type = component.getType();
        if (type == List.class) {
            List<String> list = new ArrayList<>();
            if (!text.isEmpty()) {
                for (String element : text.substring(1, text.length() - 1).split(",")) {
                    list.add(element.strip().replace("\"", ""));
                }
            }
            return list;
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (text.isEmpty()) {
            return null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        return type == Duration.class ? Duration.parse("PT" + text.toUpperCase(Locale.ROOT)) : text;
    }
}
