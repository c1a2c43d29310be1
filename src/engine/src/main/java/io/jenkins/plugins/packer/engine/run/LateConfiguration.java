package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;

/**
 * A component's configuration that is decoded when it is needed, so that expressions such as {@code build.ID} are
 * evaluated when their values are known.
 *
 * @param <C> configuration record
 */
@FunctionalInterface
public interface LateConfiguration<C extends Record> {

    /**
     * Decodes it.
     *
     * @param data the values of {@code build.*} that are known now
     * @throws ComponentException when an expression cannot be evaluated or gives a value that the option does not take
     */
    C configuration(BuildData data) throws ComponentException;
}
