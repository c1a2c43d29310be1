package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The value of an option that the template does not give. Texts and durations are declared bare ({@code docker},
 * {@code 5m}), everything else as the template would write it ({@code ["-d", "-i"]}).
 */
final class OptionDefault {
    private OptionDefault() {}

    /** The default, or null where the option has none. */
    static @Nullable Object of(OptionModel option) {
        String text = option.defaultValue();
        if (text.isEmpty() || option.isBlock()) {
            return null;
        }
        if (!(option.type() instanceof OptionType.Scalar scalar)) {
            return parsed(option);
        }
        switch (scalar) {
            case STRING:
                return text;
            case DURATION:
                return GoDuration.parse(text);
            case BOOLEAN:
                return Boolean.valueOf(text);
            case INTEGER:
                return Integer.valueOf(text);
            case LONG:
                return Long.valueOf(text);
            case DOUBLE:
                return Double.valueOf(text);
            default:
                return parsed(option);
        }
    }

    private static Object parsed(OptionModel option) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile source = SourceFile.of("<default of " + option.name() + ">", option.defaultValue());
        Expression expression = HclParser.parseExpression(source, diagnostics);
        Value value = Evaluator.evaluate(expression, EvaluationContext.EMPTY, diagnostics);
        if (diagnostics.hasErrors()) {
            throw new IllegalArgumentException("the default of " + option.name() + " is malformed: "
                    + diagnostics.asList().get(0).detail());
        }
        try {
            // A default is the component's own text: actions in it are the component's to render.
            return new OptionValue((text, data) -> text, OptionValue.Texts.RENDERED)
                    .of(Conversion.convert(value, SectionReader.valueType(option.type())), option.type());
        } catch (OptionValue.UnfitException | io.jenkins.plugins.packer.engine.interpolate.InterpolationException e) {
            throw new IllegalArgumentException("the default of " + option.name() + " is unfit", e);
        }
    }
}
