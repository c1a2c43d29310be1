package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Value;

/** HCL2: cty's conversions; Go templates are rendered in what is a text afterwards. */
record CtyTyping() implements OptionTyping {

    @Override
    public Value convert(OptionModel option, Value value) {
        return Conversion.convert(value, SectionReader.valueType(option.type()));
    }

    @Override
    public boolean renders() {
        return false;
    }
}
