package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.List;

/** The functions that look at their arguments before they are evaluated: {@code try}, {@code can}, {@code convert}. */
public final class ExpressionFunctions {
    private ExpressionFunctions() {}

    /** {@code try(expressions...)}: the first that evaluates without error. */
    public static Function tryFirst() {
        return Function.takesAny("expressions", Type.EXPRESSION).returnsAnything(ExpressionFunctions::tryFirst);
    }

    /** {@code can(expression)}: whether it evaluates without error. */
    public static Function can() {
        return Function.takes("expression", Type.EXPRESSION).returns(Type.BOOL, ExpressionFunctions::can);
    }

    /** {@code convert(value, type)}: the value converted to the type that the second argument spells. */
    public static Function convert() {
        return Function.takes(Parameter.of("value", Type.DYNAMIC).allowingNull().allowingDynamicType())
                .and("type", Type.EXPRESSION)
                .returns(
                        arguments -> convert(arguments).type(),
                        (arguments, type) -> Conversion.convert(arguments.get(0), type));
    }

    private static Value tryFirst(List<Value> arguments) {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        Diagnostics all = new Diagnostics();
        for (Value argument : arguments) {
            Diagnostics found = new Diagnostics();
            Value value = ExpressionClosure.of(argument).evaluate(found);
            if (!found.hasErrors()) {
                // What is unknown now may yet fail once it is known.
                return value.isWhollyKnown() ? value : Value.DYNAMIC;
            }
            all.addAll(found);
        }
        StringBuilder message = new StringBuilder("no expression succeeded:\n");
        for (Diagnostic diagnostic : all.asList()) {
            message.append("- ").append(diagnostic.summary());
            if (diagnostic.subject() != null) {
                message.append(" (at ").append(diagnostic.subject()).append(')');
            }
            message.append("\n  ").append(diagnostic.detail()).append('\n');
        }
        throw new FunctionException(
                message.append("\nOne of the expressions must have a result").toString());
    }

    private static Value can(List<Value> arguments) {
        Diagnostics found = new Diagnostics();
        Value value = ExpressionClosure.of(arguments.get(0)).evaluate(found);
        if (found.hasErrors()) {
            return Value.FALSE;
        }
        return value.isWhollyKnown() ? Value.TRUE : Value.unknown(Type.BOOL);
    }

    private static Value convert(List<Value> arguments) {
        Diagnostics found = new Diagnostics();
        Type type =
                TypeExpression.constraint(ExpressionClosure.of(arguments.get(1)).expression(), found);
        for (Diagnostic diagnostic : found.asList()) {
            if (diagnostic.isError()) {
                throw new FunctionException(1, diagnostic.summary() + ": " + diagnostic.detail());
            }
        }
        try {
            return Conversion.convert(arguments.get(0), type);
        } catch (ConversionException e) {
            throw new FunctionException(0, String.valueOf(e.getMessage()));
        }
    }
}
