package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code name(arguments)}. */
final class FunctionCallEvaluation {
    private static final String INVALID_ARGUMENT = "Invalid function argument";
    private static final String UNKNOWN_FUNCTION = "Call to unknown function";

    private final Evaluator evaluator;
    private final Expression.FunctionCall call;

    FunctionCallEvaluation(Evaluator evaluator, Expression.FunctionCall call) {
        this.evaluator = evaluator;
        this.call = call;
    }

    /**
     * An argument.
     *
     * @param written what stands in the call
     * @param expanded the element of the expanded final argument that it is, or null
     */
    private record Argument(Expression written, @Nullable Value expanded) {}

    Value value() {
        Function function = find();
        if (function == null) {
            return Value.DYNAMIC;
        }
        List<Argument> arguments = arguments();
        if (arguments == null || !isCountRight(function, arguments)) {
            return Value.DYNAMIC;
        }
        List<Value> values = evaluate(function, arguments);
        if (values == null) {
            return Value.DYNAMIC;
        }
        try {
            return function.call(values);
        } catch (FunctionException e) {
            report(e, SecretArguments.hide(String.valueOf(e.getMessage()), values), function, arguments);
        } catch (ConversionException e) {
            callError(SecretArguments.hide(String.valueOf(e.getMessage()), values));
        }
        return Value.DYNAMIC;
    }

    private @Nullable Function find() {
        boolean allowed = false;
        for (EvaluationContext scope = evaluator.context(); scope != null; scope = scope.parent()) {
            Map<String, Function> functions = scope.functions();
            if (functions != null) {
                allowed = true;
                Function found = functions.get(call.name());
                if (found != null) {
                    return found;
                }
            }
        }
        if (allowed) {
            evaluator.error(UNKNOWN_FUNCTION, unknownFunction(), call.nameRange(), call.range(), call);
        } else {
            evaluator.error(
                    "Function calls not allowed", "Functions may not be called here.", call.range(), null, call);
        }
        return null;
    }

    private String unknownFunction() {
        Set<String> names = new TreeSet<>();
        for (EvaluationContext scope = evaluator.context(); scope != null; scope = scope.parent()) {
            Map<String, Function> functions = scope.functions();
            if (functions != null) {
                names.addAll(functions.keySet());
            }
        }
        int separator = call.name().lastIndexOf("::");
        String namespace = separator < 0 ? "" : call.name().substring(0, separator + 2);
        names.removeIf(name -> !name.startsWith(namespace));
        if (separator >= 0 && names.isEmpty()) {
            return "There are no functions in namespace " + Quoted.of(namespace) + ".";
        }
        String suggestion = SimilarName.to(call.name(), names)
                .map(found -> " Did you mean " + Quoted.of(found) + "?")
                .orElse("");
        return "There is no function named " + Quoted.of(call.name()) + "." + suggestion;
    }

    /** The arguments, the final one expanded if the call says so, or null where that is impossible or not known yet. */
    private @Nullable List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        for (Expression written : call.arguments()) {
            arguments.add(new Argument(written, null));
        }
        if (!call.expandFinal()) {
            return arguments;
        }
        Expression last = arguments.remove(arguments.size() - 1).written();
        Diagnostics found = new Diagnostics();
        Value value = evaluator.evaluate(last, found);
        evaluator.diagnostics().addAll(found);
        if (found.hasErrors()) {
            return null;
        }
        Type type = value.type();
        if (!type.isDynamic() && !type.isTuple() && !type.isList() && !type.isSet()) {
            expansionError("must be of a tuple, list, or set type", last);
            return null;
        }
        if (value.isNull()) {
            expansionError("must not be null", last);
            return null;
        }
        if (!value.isKnown()) {
            return null;
        }
        for (Value element : value.unmark().elements()) {
            arguments.add(new Argument(last, element.withMarksOf(value)));
        }
        return arguments;
    }

    private void expansionError(String rule, Expression argument) {
        evaluator.error(
                "Invalid expanding argument value",
                "The expanding argument (indicated by ...) " + rule + ".",
                argument.range(),
                call.range(),
                argument);
    }

    private boolean isCountRight(Function function, List<Argument> arguments) {
        int count = function.parameters().size();
        if (arguments.size() < count) {
            evaluator.error(
                    "Not enough function arguments",
                    "Function " + Quoted.of(call.name()) + " expects"
                            + (function.variadic() == null ? " " : " at least ") + count
                            + " argument(s). Missing value for "
                            + Quoted.of(
                                    function.parameters().get(arguments.size()).name()) + ".",
                    call.closeParenRange(),
                    call.range(),
                    call);
            return false;
        }
        if (function.variadic() == null && arguments.size() > count) {
            evaluator.error(
                    "Too many function arguments",
                    "Function " + Quoted.of(call.name()) + " expects only " + count + " argument(s).",
                    arguments.get(count).written().startRange(),
                    call.range(),
                    call);
            return false;
        }
        return true;
    }

    /** The values of the arguments, or null if one has none. */
    private @Nullable List<Value> evaluate(Function function, List<Argument> arguments) {
        List<Value> values = new ArrayList<>(arguments.size());
        boolean sound = true;
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            Parameter parameter = function.parameter(i);
            if (parameter == null) {
                throw new IllegalStateException("no parameter " + i);
            }
            if (parameter.takesExpression()) {
                values.add(Value.capsule(
                        Type.EXPRESSION,
                        new ExpressionClosure(argument.written(), evaluator.context(), argument.expanded())));
                continue;
            }
            Diagnostics found = new Diagnostics();
            Value value =
                    argument.expanded() == null ? evaluator.evaluate(argument.written(), found) : argument.expanded();
            evaluator.diagnostics().addAll(found);
            sound &= !found.hasErrors();
            try {
                values.add(Conversion.convert(value, parameter.type()));
            } catch (ConversionException e) {
                sound = false;
                argumentError(parameter, e.getMessage(), argument);
            }
        }
        return sound ? values : null;
    }

    private void argumentError(Parameter parameter, String reason, Argument argument) {
        evaluator.error(
                INVALID_ARGUMENT,
                "Invalid value for " + Quoted.of(parameter.name()) + " parameter: " + reason + ".",
                argument.written().startRange(),
                call.range(),
                argument.written());
    }

    private void report(FunctionException exception, String reason, Function function, List<Argument> arguments) {
        Parameter parameter = exception.hasArgument() ? function.parameter(exception.argument()) : null;
        if (parameter == null) {
            callError(reason);
        } else if (exception.argument() < arguments.size()) {
            argumentError(parameter, reason, arguments.get(exception.argument()));
        } else {
            evaluator.error(
                    INVALID_ARGUMENT,
                    "Invalid value for " + Quoted.of(parameter.name()) + " parameter: " + reason + ".",
                    call.range(),
                    null,
                    call);
        }
    }

    private void callError(String reason) {
        SourceRange subject = call.startRange();
        evaluator.error(
                "Error in function call",
                "Call to function " + Quoted.of(call.name()) + " failed: " + reason + ".",
                subject,
                call.range(),
                call);
    }
}
