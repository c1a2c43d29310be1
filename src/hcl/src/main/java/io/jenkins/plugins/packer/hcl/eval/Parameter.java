package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Type;

/**
 * A parameter of a {@link Function} and what its implementation is ready for. What is not allowed never reaches it: null
 * is an error, an unknown or dynamically typed argument makes the result unknown, and marks move to the result.
 *
 * @param name for messages
 * @param type type to which arguments are converted; {@link Type#EXPRESSION} for an argument that stays unevaluated and
 *     arrives as a capsule that holds an {@link ExpressionClosure}
 * @param allowNull whether null may be passed
 * @param allowUnknown whether the implementation sees unknown arguments
 * @param allowDynamicType whether the functions see arguments of unknown type
 * @param allowMarked whether the implementation sees marks and sets them on the result itself
 */
public record Parameter(
        String name,
        Type type,
        boolean allowNull,
        boolean allowUnknown,
        boolean allowDynamicType,
        boolean allowMarked) {

    /** A parameter that allows nothing out of the ordinary. */
    public static Parameter of(String name, Type type) {
        return new Parameter(name, type, false, false, false, false);
    }

    public Parameter allowingNull() {
        return new Parameter(name, type, true, allowUnknown, allowDynamicType, allowMarked);
    }

    public Parameter allowingUnknown() {
        return new Parameter(name, type, allowNull, true, allowDynamicType, allowMarked);
    }

    public Parameter allowingDynamicType() {
        return new Parameter(name, type, allowNull, allowUnknown, true, allowMarked);
    }

    public Parameter allowingMarked() {
        return new Parameter(name, type, allowNull, allowUnknown, allowDynamicType, true);
    }

    /** Whether arguments are handed over unevaluated. */
    public boolean takesExpression() {
        return type == Type.EXPRESSION;
    }
}
