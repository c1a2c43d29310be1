package io.jenkins.plugins.packer.engine.config;

import java.util.List;
import java.util.Map;

/**
 * What a configuration record declares, in the order of its components. Each record has a class of this type beside it,
 * {@code <record>_Declared}, which {@code src/option-index} writes while the record is compiled: reading annotations at
 * run time would be the dearest thing that a build of a small template does. A record that was compiled without it, or
 * that no class of its package can name, is read by reflection ({@link ReflectedRecord}); the result is the same.
 *
 * @param <C> the record
 */
public interface DeclaredRecord<C extends Record> {

    /** The record's components: options and groups. */
    List<DeclaredComponent> components();

    /** The names of the options that the record's {@link Refused} annotations refuse, each with the reason. */
    Map<String, String> refused();

    /** Makes a record of the values of all its components, in order. */
    C construct(Object... values);
}
