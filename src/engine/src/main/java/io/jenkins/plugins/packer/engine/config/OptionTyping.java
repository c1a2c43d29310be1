package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Value;

/** How a value that a template gives becomes one of an option's type, which differs between the template languages. */
sealed interface OptionTyping permits CtyTyping, WeakTyping {

    /**
     * The value as one of the option's type, or null, as if nothing had been written.
     *
     * @throws ConversionException if it cannot be one, by the rules of the language
     * @throws OptionValue.UnfitException likewise
     * @throws InterpolationException if it holds a Go template that cannot be rendered
     */
    Value convert(OptionModel option, Value value) throws OptionValue.UnfitException, InterpolationException;

    /** Whether Go templates are rendered before the conversion, so that {@code "{{user `size`}}"} can be a number. */
    boolean renders();
}
