package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types as they are written: {@code string}, {@code list(any)}, <code>object({a = optional(string, "x")})</code>. The
 * rules are those of HCL's extension {@code typeexpr}.
 */
public final class TypeExpression {
    private static final String INVALID = "Invalid type specification";

    private final boolean constraint;
    private final boolean withDefaults;
    private final Diagnostics diagnostics;

    private TypeExpression(boolean constraint, boolean withDefaults, Diagnostics diagnostics) {
        this.constraint = constraint;
        this.withDefaults = withDefaults;
        this.diagnostics = diagnostics;
    }

    /**
     * A type constraint and the defaults in it.
     *
     * @param type the type, its optional attributes included
     * @param defaults defaults of optional attributes, or null where there are none
     */
    public record Constraint(Type type, @Nullable TypeDefaults defaults) {

        /**
         * The value as something declared with this constraint has it: with defaults, and converted.
         *
         * @throws ConversionException where it cannot be converted
         */
        public Value convert(Value value) {
            return Conversion.convert(defaults == null ? value : defaults.apply(value), type);
        }
    }

    /** An exact type, without {@code any} and without optional attributes; dynamic where diagnostics say it is none. */
    public static Type type(Expression expression, Diagnostics diagnostics) {
        return new TypeExpression(false, false, diagnostics).read(expression).type();
    }

    /** A type constraint, in which {@code any} and optional attributes without default are allowed. */
    public static Type constraint(Expression expression, Diagnostics diagnostics) {
        return new TypeExpression(true, false, diagnostics).read(expression).type();
    }

    /** A type constraint, in which optional attributes may have defaults. */
    public static Constraint constraintWithDefaults(Expression expression, Diagnostics diagnostics) {
        return new TypeExpression(true, true, diagnostics).read(expression);
    }

    private Constraint read(Expression expression) {
        Optional<String> keyword = StaticExpressions.keyword(expression);
        if (keyword.isPresent()) {
            return keyword(keyword.get(), expression.range());
        }
        Optional<Expression.FunctionCall> call = StaticExpressions.asCall(expression);
        if (call.isEmpty()) {
            return invalid(
                    "A type is either a keyword (bool, number, string) or a constructor call, like list(string).",
                    expression.range(),
                    null);
        }
        return constructor(call.get());
    }

    private Constraint invalid(String detail, SourceRange subject, @Nullable SourceRange context) {
        diagnostics.add(Diagnostic.error(INVALID, detail, subject).withContext(context));
        return new Constraint(Type.DYNAMIC, null);
    }

    private Constraint keyword(String keyword, SourceRange range) {
        return switch (keyword) {
            case "bool" -> new Constraint(Type.BOOL, null);
            case "string" -> new Constraint(Type.STRING, null);
            case "number" -> new Constraint(Type.NUMBER, null);
            case "any" ->
                constraint
                        ? new Constraint(Type.DYNAMIC, null)
                        : invalid("The keyword \"any\" cannot be used here: an exact type is required.", range, null);
            case "list", "map", "set", "object", "tuple" -> invalid(missingArgument(keyword), range, null);
            default ->
                invalid("The keyword " + Quoted.of(keyword) + " is not a valid type specification.", range, null);
        };
    }

    private static String missingArgument(String constructor) {
        String argument = switch (constructor) {
            case "object" -> "the attribute types, as a map";
            case "tuple" -> "the element types, as a list";
            default -> "the element type";
        };
        return "The " + constructor + " type constructor requires one argument: " + argument + ".";
    }

    private Constraint constructor(Expression.FunctionCall call) {
        SourceRange arguments = SourceRange.between(call.openParenRange(), call.closeParenRange());
        return switch (call.name()) {
            case "bool", "string", "number" ->
                invalid(
                        "Primitive type keyword " + Quoted.of(call.name()) + " does not expect arguments.",
                        arguments,
                        null);
            case "any" -> invalid("Type constraint keyword \"any\" does not expect arguments.", arguments, null);
            case "list", "set", "map", "object", "tuple" ->
                call.arguments().size() == 1
                        ? compound(call, call.arguments().get(0))
                        : invalid(missingArgument(call.name()), superfluous(call, arguments), arguments);
            case "optional" ->
                invalid(
                        "Keyword \"optional\" is valid only as a modifier for object type attributes.",
                        call.nameRange(),
                        null);
            default ->
                invalid("Keyword " + Quoted.of(call.name()) + " is not a valid type constructor.", call.range(), null);
        };
    }

    private static SourceRange superfluous(Expression.FunctionCall call, SourceRange all) {
        List<Expression> arguments = call.arguments();
        return arguments.size() < 2
                ? all
                : SourceRange.between(
                        arguments.get(1).range(),
                        arguments.get(arguments.size() - 1).range());
    }

    private Constraint compound(Expression.FunctionCall call, Expression argument) {
        switch (call.name()) {
            case "object":
                return object(call, argument);
            case "tuple":
                return tuple(call, argument);
            default:
                Constraint element = read(argument);
                Type type = switch (call.name()) {
                    case "list" -> Type.list(element.type());
                    case "set" -> Type.set(element.type());
                    default -> Type.map(element.type());
                };
                return new Constraint(type, TypeDefaults.ofElements(type, element.defaults()));
        }
    }

    private Constraint tuple(Expression.FunctionCall call, Expression argument) {
        Optional<List<Expression>> written = StaticExpressions.asList(argument);
        if (written.isEmpty()) {
            return invalid("Tuple type constructor requires a list of element types.", argument.range(), call.range());
        }
        List<Type> elements = new ArrayList<>();
        Map<String, TypeDefaults> children = new HashMap<>();
        for (Expression element : written.get()) {
            Constraint read = read(element);
            if (read.defaults() != null) {
                children.put(Integer.toString(elements.size()), read.defaults());
            }
            elements.add(read.type());
        }
        Type type = Type.tuple(elements);
        return new Constraint(type, TypeDefaults.ofParts(type, Map.of(), children));
    }

    private Constraint object(Expression.FunctionCall call, Expression argument) {
        Optional<List<Expression.ObjectConstructor.Item>> written = StaticExpressions.asMap(argument);
        if (written.isEmpty()) {
            return invalid(
                    "Object type constructor requires a map from attribute names to their types.",
                    argument.range(),
                    call.range());
        }
        ObjectAttributes attributes = new ObjectAttributes();
        for (Expression.ObjectConstructor.Item item : written.get()) {
            Optional<String> name = StaticExpressions.keyword(item.key());
            if (name.isEmpty()) {
                invalid(
                        "Object constructor map keys must be attribute names.",
                        item.key().range(),
                        call.range());
            } else if (attributes.types.containsKey(name.get())) {
                invalid(
                        "Object constructor map keys must be unique.",
                        item.key().range(),
                        call.range());
            } else {
                attributes.add(name.get(), item.value());
            }
        }
        Type type = Type.object(attributes.types, attributes.optional);
        return new Constraint(type, TypeDefaults.ofParts(type, attributes.defaults, attributes.children));
    }

    /** What is found out about the attributes of one object type. */
    private final class ObjectAttributes {
        private final Map<String, Type> types = new HashMap<>();
        private final Set<String> optional = new HashSet<>();
        private final Map<String, Value> defaults = new HashMap<>();
        private final Map<String, TypeDefaults> children = new HashMap<>();

        private void add(String name, Expression written) {
            Expression typeExpression = written;
            Expression defaultExpression = null;
            Expression.FunctionCall modifier = StaticExpressions.asCall(written).orElse(null);
            if (modifier != null && modifier.name().equals("optional")) {
                if (modifier.arguments().isEmpty()) {
                    invalid(
                            "Optional attribute modifier requires the attribute type as its argument.",
                            SourceRange.between(modifier.openParenRange(), modifier.closeParenRange()),
                            written.range());
                    return;
                }
                typeExpression = modifier.arguments().get(0);
                if (isModifierSound(modifier)) {
                    optional.add(name);
                    defaultExpression = modifier.arguments().size() == 2
                            ? modifier.arguments().get(1)
                            : null;
                }
            }
            Constraint read = read(typeExpression);
            types.put(name, read.type());
            if (read.defaults() != null) {
                children.put(name, read.defaults());
            }
            if (defaultExpression != null) {
                addDefault(name, read.type(), defaultExpression);
            }
        }

        private boolean isModifierSound(Expression.FunctionCall modifier) {
            if (!constraint) {
                invalid(
                        "Optional attribute modifier is only for type constraints, not for exact types.",
                        modifier.nameRange(),
                        modifier.range());
                return false;
            }
            int most = withDefaults ? 2 : 1;
            if (modifier.arguments().size() > most) {
                invalid(
                        withDefaults
                                ? "Optional attribute modifier expects at most two arguments: the attribute type, and a default value."
                                : "Optional attribute modifier expects only one argument: the attribute type.",
                        SourceRange.between(modifier.openParenRange(), modifier.closeParenRange()),
                        modifier.range());
                return false;
            }
            return true;
        }

        private void addDefault(String name, Type type, Expression written) {
            Diagnostics found = new Diagnostics();
            Value value = Evaluator.evaluate(written, EvaluationContext.EMPTY, found);
            diagnostics.addAll(found);
            if (found.hasErrors()) {
                return;
            }
            try {
                defaults.put(name, Conversion.convert(value, type));
            } catch (ConversionException e) {
                diagnostics.error(
                        "Invalid default value for optional attribute",
                        "This default value is not compatible with the attribute's type constraint: " + e.getMessage()
                                + ".",
                        written.range());
            }
        }
    }
}
