package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language, by cty's contract. Written as
 *
 * <pre>{@code
 * Function.takes("str", Type.STRING)
 *         .returns(Type.STRING, arguments -> Value.string(arguments.get(0).asString().toUpperCase(Locale.ROOT)));
 * }</pre>
 *
 * The implementation sees only arguments that the {@link Parameter}s allow, reports what is wrong with them by throwing
 * {@link FunctionException} (or lets a {@link io.jenkins.plugins.packer.hcl.value.ConversionException} pass) and
 * returns a value of the type that was declared. It has no side effects.
 */
public final class Function {
    private final List<Parameter> parameters;
    private final @Nullable Parameter variadic;
    private final ReturnType returnType;
    private final Implementation implementation;

    private Function(Signature signature, ReturnType returnType, Implementation implementation) {
        this.parameters = List.copyOf(signature.parameters);
        this.variadic = signature.variadic;
        this.returnType = returnType;
        this.implementation = implementation;
    }

    /** Decides the type of the result; arguments may be unknown even where the parameter does not allow it. */
    @FunctionalInterface
    public interface ReturnType {
        Type of(List<Value> arguments);
    }

    /** Computes the result of a type that the arguments do not decide. */
    @FunctionalInterface
    public interface Body {
        Value call(List<Value> arguments);
    }

    /** Computes the result; the type is the one that {@link ReturnType} decided. */
    @FunctionalInterface
    public interface Implementation {
        Value call(List<Value> arguments, Type type);
    }

    /** A function without fixed parameters. */
    public static Signature takesNothing() {
        return new Signature();
    }

    /** A function whose first parameter is of this name and type. */
    public static Signature takes(String name, Type type) {
        return new Signature().and(name, type);
    }

    /** A function whose first parameter is this. */
    public static Signature takes(Parameter parameter) {
        return new Signature().and(parameter);
    }

    /** A function that takes any number of arguments of one type. */
    public static Signature takesAny(String name, Type type) {
        return new Signature().andAny(name, type);
    }

    /** A function that takes any number of arguments. */
    public static Signature takesAny(Parameter parameter) {
        return new Signature().andAny(parameter);
    }

    /** The parameters of a function that is being written. */
    public static final class Signature {
        private final List<Parameter> parameters = new ArrayList<>(3);
        private @Nullable Parameter variadic;

        private Signature() {}

        public Signature and(String name, Type type) {
            return and(Parameter.of(name, type));
        }

        public Signature and(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        /** Any number of further arguments. */
        public Signature andAny(String name, Type type) {
            return andAny(Parameter.of(name, type));
        }

        /** Any number of further arguments. */
        public Signature andAny(Parameter parameter) {
            variadic = parameter;
            return this;
        }

        /** A function that always returns this type. */
        public Function returns(Type type, Body body) {
            return new Function(this, arguments -> type, (arguments, decided) -> body.call(arguments));
        }

        /** A function whose arguments decide the type of the result. */
        public Function returns(ReturnType type, Implementation implementation) {
            return new Function(this, type, implementation);
        }

        /** A function whose result's type is known only with the result. It is computed once. */
        public Function returnsAnything(Body body) {
            return new Function(this, arguments -> Type.DYNAMIC, (arguments, decided) -> body.call(arguments));
        }
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameter of any further arguments, or null. */
    public @Nullable Parameter variadic() {
        return variadic;
    }

    /** The parameter that receives the argument at this index, or null where there is none. */
    public @Nullable Parameter parameter(int index) {
        return index < parameters.size() ? parameters.get(index) : variadic;
    }

    /**
     * Calls with arguments that conform to the parameters' types.
     *
     * @throws FunctionException where the function cannot work with them
     */
    public Value call(List<Value> arguments) {
        checkCount(arguments.size());
        Set<Mark> marks = new HashSet<>();
        List<Value> plain = new ArrayList<>(arguments.size());
        boolean unknown = false;
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = requireParameter(i);
            Value argument = arguments.get(i);
            if (!parameter.allowMarked() && argument.containsMarked()) {
                marks.addAll(argument.marksDeep());
                argument = argument.unmarkDeep();
            }
            unknown |= !argument.isKnown() && !parameter.allowUnknown();
            plain.add(argument);
        }
        Type type = decideType(plain);
        if (unknown || type == null) {
            return Value.unknown(type == null ? Type.DYNAMIC : type).withMarks(marks);
        }
        Value result = implementation.call(Collections.unmodifiableList(plain), type);
        if (!result.type().conformsTo(type)) {
            throw new IllegalStateException(
                    "function returned " + result.type().expression() + " instead of " + type.expression());
        }
        return result.withMarks(marks);
    }

    private void checkCount(int count) {
        int wanted = parameters.size();
        if (variadic == null ? count != wanted : count < wanted) {
            throw new FunctionException("wrong number of arguments (" + (variadic == null ? "" : "at least ") + wanted
                    + " required; " + count + " given)");
        }
    }

    private Parameter requireParameter(int index) {
        Parameter parameter = parameter(index);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + index);
        }
        return parameter;
    }

    /** The type of the result, or null where an argument of unknown type leaves it open. */
    private @Nullable Type decideType(List<Value> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = requireParameter(i);
            Value argument = arguments.get(i);
            if (argument.isNull() && !parameter.allowNull()) {
                throw new FunctionException(i, "argument must not be null");
            }
            if (argument.type().isDynamic()) {
                if (!parameter.allowDynamicType()) {
                    return null;
                }
            } else if (!argument.type().conformsTo(parameter.type())) {
                throw new FunctionException(
                        i,
                        parameter.type().friendlyName() + " required, but received "
                                + argument.type().friendlyName());
            }
        }
        return returnType.of(Collections.unmodifiableList(arguments));
    }
}
