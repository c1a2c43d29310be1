package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template gives for one schema, evaluated but not yet checked against each option's Java type.
 *
 * @param definition the block as a whole
 * @param missing where something missing might be written
 * @param given what is given, by option
 * @param mistyped texts that seem to be meant for a secret option, whose name is mistyped
 */
record Section(SourceRange definition, SourceRange missing, Map<String, Given> given, List<String> mistyped) {

    static Section empty(SourceRange definition, SourceRange missing) {
        return new Section(definition, missing, new LinkedHashMap<>(), new ArrayList<>());
    }

    /** What is given for one option. */
    sealed interface Given {
        SourceRange range();
    }

    /**
     * A value of the option's type, marks included.
     *
     * @param value the value, never null as a whole
     * @param range where it is written
     * @param rendered whether the Go templates in its texts were rendered already
     */
    record GivenValue(Value value, SourceRange range, boolean rendered) implements Given {}

    /**
     * A value with an error that is reported already.
     *
     * @param range where it is written
     * @param value what does not fit, to be hidden where it is a secret; {@link Value#NULL} where there is none
     */
    record Failed(SourceRange range, Value value) implements Given {}

    /**
     * Nested blocks.
     *
     * @param sections one for each
     * @param range the first
     */
    record GivenBlocks(List<Section> sections, SourceRange range) implements Given {}

    /**
     * Nested blocks of which it is not known how many there will be.
     *
     * @param range where they are generated
     */
    record UnknownBlocks(SourceRange range) implements Given {}
}
