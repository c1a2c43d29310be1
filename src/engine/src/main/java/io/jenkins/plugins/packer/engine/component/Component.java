package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.Map;

/**
 * What a template can name: a builder, provisioner, post-processor or data source. An instance is stateless and used
 * by many builds at once; everything about one use is in the configuration and the context.
 *
 * @param <C> the record that declares its options with {@link io.jenkins.plugins.packer.engine.config.Option}
 */
public interface Component<C extends Record> {

    /** The name in templates, such as {@code docker}. */
    String type();

    /** One sentence for {@code packer components} and the reference. */
    String summary();

    Class<C> configurationType();

    /**
     * Finds mistakes that the types of single options cannot show. Runs in {@code validate} and before a build; touches
     * nothing but local files.
     */
    default void check(C configuration, ConfigurationCheck check) {}

    /**
     * Functions that the Go templates in its options can call beside Packer's, by name, such as the {@code
     * clean_resource_name} that each cloud defines by its own rules for names.
     */
    default Map<String, GoFunction> templateFunctions() {
        return Map.of();
    }
}
