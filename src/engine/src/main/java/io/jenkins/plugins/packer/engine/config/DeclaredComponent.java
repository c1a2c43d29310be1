package io.jenkins.plugins.packer.engine.config;

import org.jspecify.annotations.Nullable;

/**
 * A component of a configuration record: an option, or a group.
 *
 * @param option the option, null for a group
 * @param javaType type of the component
 * @param group the group's record, null for an option
 */
public record DeclaredComponent(
        @Nullable OptionModel option,
        Class<?> javaType,
        @Nullable Class<? extends Record> group) {

    public static DeclaredComponent option(OptionModel option, Class<?> javaType) {
        return new DeclaredComponent(option, javaType, null);
    }

    public static DeclaredComponent group(Class<? extends Record> group) {
        return new DeclaredComponent(null, group, group);
    }
}
