package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.GoValue.Absent;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Operand;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the values of pipelines. */
final class Evaluator {
    /** No command came before, which is not the same as one whose value is absent. */
    private enum Previous {
        NONE
    }

    private final Source source;
    private final FunctionNames functions;

    Evaluator(Source source, FunctionNames functions) {
        this.source = source;
        this.functions = functions;
    }

    /** The value, never null: as in Go a null that leaves a pipeline counts as absent. */
    Object pipeline(Scope scope, @Nullable Object dot, Pipeline pipeline) throws GoTemplateException {
        Object value = Previous.NONE;
        for (Node.Command command : pipeline.commands()) {
            Object result = command(scope, dot, command, value);
            value = result == null ? Absent.ABSENT : result;
        }
        for (String variable : pipeline.variables()) {
            if (pipeline.assigns()) {
                scope.set(find(scope, variable, pipeline.offset()), value);
            } else {
                scope.push(variable, value);
            }
        }
        return value;
    }

    private int find(Scope scope, String variable, int offset) throws GoTemplateException {
        int index = scope.find(variable);
        if (index < 0) {
            throw source.error(offset, "undefined variable: " + variable);
        }
        return index;
    }

    private @Nullable Object command(Scope scope, @Nullable Object dot, Node.Command command, Object previous)
            throws GoTemplateException {
        Operand first = command.words().get(0);
        List<Operand> arguments = command.words().subList(1, command.words().size());
        if (first instanceof Node.Identifier identifier) {
            return function(scope, dot, identifier, arguments, previous);
        }
        boolean given = !arguments.isEmpty() || previous != Previous.NONE;
        if (first instanceof Node.Field || first instanceof Node.Chain) {
            return fields(scope, dot, first, given);
        }
        if (first instanceof Node.Variable variable && !variable.fields().isEmpty()) {
            return fields(scope, dot, first, given);
        }
        if (given) {
            throw source.error(first.offset(), "can't give argument to non-function");
        }
        if (first instanceof Node.Nil) {
            throw source.error(first.offset(), "nil is not a command");
        }
        return operand(scope, dot, first);
    }

    /** The value of an operand that stands for itself. */
    private @Nullable Object operand(Scope scope, @Nullable Object dot, Operand operand) throws GoTemplateException {
        if (operand instanceof Node.Dot) {
            return dot;
        } else if (operand instanceof Node.Bool literal) {
            return literal.value();
        } else if (operand instanceof Node.Str literal) {
            return literal.value();
        } else if (operand instanceof Node.Number number) {
            try {
                return number.literal().ideal();
            } catch (GoValueException e) {
                throw source.error(number.offset(), e.getMessage());
            }
        } else if (operand instanceof Pipeline pipeline) {
            return pipeline(scope, dot, pipeline);
        } else if (operand instanceof Node.Identifier identifier) {
            return function(scope, dot, identifier, List.of(), Previous.NONE);
        } else if (operand instanceof Node.Variable variable
                && variable.fields().isEmpty()) {
            return scope.get(find(scope, variable.name(), variable.offset()));
        } else if (operand instanceof Node.Nil) {
            return null;
        }
        return fields(scope, dot, operand, false);
    }

    private @Nullable Object fields(Scope scope, @Nullable Object dot, Operand operand, boolean hasArguments)
            throws GoTemplateException {
        List<String> names;
        Object receiver;
        if (operand instanceof Node.Field field) {
            names = field.names();
            receiver = dot;
        } else if (operand instanceof Node.Variable variable) {
            names = variable.fields();
            receiver = scope.get(find(scope, variable.name(), variable.offset()));
        } else {
            Node.Chain chain = (Node.Chain) operand;
            names = chain.fields();
            receiver = operand(scope, dot, chain.operand());
        }
        for (int i = 0; i < names.size(); i++) {
            receiver = field(operand.offset(), receiver, names.get(i), hasArguments && i == names.size() - 1);
        }
        return receiver;
    }

    private @Nullable Object field(int offset, @Nullable Object receiver, String name, boolean hasArguments)
            throws GoTemplateException {
        if (receiver == Absent.ABSENT) {
            return Absent.ABSENT;
        }
        if (receiver == null) {
            throw source.error(offset, "nil pointer evaluating interface {}." + name);
        }
        if (!(receiver instanceof Map<?, ?> map)) {
            throw source.error(
                    offset,
                    "can't evaluate field " + name + " in type " + GoValue.typeName(receiver) + ": it has no fields");
        }
        if (hasArguments) {
            throw source.error(offset, name + " is not a method but has arguments");
        }
        Object value = map.get(name);
        if (value == null) {
            return map.containsKey(name) ? null : Absent.ABSENT;
        }
        try {
            return GoValue.of(value);
        } catch (GoValueException e) {
            throw source.error(offset, "." + name + ": " + e.getMessage());
        }
    }

    private @Nullable Object function(
            Scope scope, @Nullable Object dot, Node.Identifier identifier, List<Operand> words, Object previous)
            throws GoTemplateException {
        String name = identifier.name();
        @Nullable GoFunction added = functions.added().get(name);
        @Nullable GoFunction function = added != null ? added : Builtin.named(name);
        if (function == null) {
            throw source.error(identifier.offset(), GoQuote.quote(name) + " is not a defined function");
        }
        int given = words.size() + (previous == Previous.NONE ? 0 : 1);
        checkCount(identifier, function, given);
        if (function == Builtin.AND || function == Builtin.OR) {
            return shortCircuit(scope, dot, words, previous, function == Builtin.OR);
        }
        List<@Nullable Object> arguments = new ArrayList<>(given);
        for (Operand word : words) {
            arguments.add(argument(scope, dot, word, typeOf(function, arguments.size())));
        }
        if (previous != Previous.NONE) {
            arguments.add(checked(identifier.offset(), previous, typeOf(function, arguments.size())));
        }
        try {
            return GoValue.of(function.call(arguments));
        } catch (GoValueException e) {
            throw source.error(identifier.offset(), "error calling " + name + ": " + e.getMessage());
        }
    }

    private void checkCount(Node.Identifier identifier, GoFunction function, int given) throws GoTemplateException {
        int declared = function.parameters().size();
        int wanted = function.variadic() ? declared - 1 : declared;
        if (given < wanted || given > wanted && !function.variadic()) {
            throw source.error(
                    identifier.offset(),
                    "wrong number of args for " + identifier.name() + ": want "
                            + (function.variadic() ? "at least " : "") + wanted + " got " + given);
        }
    }

    private static GoType typeOf(GoFunction function, int index) {
        List<GoType> parameters = function.parameters();
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** {@code and} and {@code or} stop at the first value that decides, and yield that or the last one. */
    private @Nullable Object shortCircuit(
            Scope scope, @Nullable Object dot, List<Operand> words, Object previous, boolean decides)
            throws GoTemplateException {
        Object value = null;
        for (Operand word : words) {
            value = argument(scope, dot, word, GoType.ANY);
            if (GoValue.isTrue(value) == decides) {
                return value;
            }
        }
        return previous == Previous.NONE ? value : previous;
    }

    private @Nullable Object argument(Scope scope, @Nullable Object dot, Operand word, GoType type)
            throws GoTemplateException {
        if (word instanceof Node.Nil && type != GoType.ANY) {
            throw source.error(word.offset(), "cannot assign nil to " + type.goName());
        }
        if (word instanceof Node.Number number && type == GoType.INT) {
            Long integer = number.literal().integer();
            if (integer == null) {
                throw source.error(
                        word.offset(),
                        "expected integer; found " + number.literal().text());
            }
            return integer;
        }
        return checked(word.offset(), operand(scope, dot, word), type);
    }

    private @Nullable Object checked(int offset, @Nullable Object value, GoType type) throws GoTemplateException {
        if (type == GoType.ANY) {
            return value == Absent.ABSENT ? null : value;
        }
        if (type == GoType.STRING ? value instanceof String : value instanceof Long) {
            return value;
        }
        throw source.error(
                offset,
                GoValue.isNil(value)
                        ? "invalid value; expected " + type.goName() + ", and there is none"
                        : "wrong type for value; expected " + type.goName() + "; got " + GoValue.typeName(value));
    }
}
