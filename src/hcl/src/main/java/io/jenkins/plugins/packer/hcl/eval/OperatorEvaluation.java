package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.BinaryOperator;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.UnaryOperator;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Operations;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binary and unary operators. */
final class OperatorEvaluation {
    private OperatorEvaluation() {}

    static Value unary(Evaluator evaluator, Expression.Unary expression) {
        boolean not = expression.operator() == UnaryOperator.NOT;
        Type type = not ? Type.BOOL : Type.NUMBER;
        Diagnostics apart = new Diagnostics();
        Value given = evaluator.evaluate(expression.operand(), apart);
        evaluator.diagnostics().addAll(apart);
        Value operand = operand(evaluator, given, type, "unary", expression.operand(), expression.range());
        if (operand == null || apart.hasErrors()) {
            return Value.unknown(type);
        }
        if (operand.isNull()) {
            failed(evaluator, "argument must not be null", expression);
            return Value.unknown(type);
        }
        return not ? Operations.not(operand) : Operations.negate(operand);
    }

    static Value binary(Evaluator evaluator, Expression.Binary expression) {
        BinaryOperator operator = expression.operator();
        Type operandType = operandType(operator);
        Type resultType = operator.level() < BinaryOperator.ADD.level() ? Type.BOOL : Type.NUMBER;
        Diagnostics leftFound = new Diagnostics();
        Value givenLeft = evaluator.evaluate(expression.left(), leftFound);
        Value left = operand(evaluator, givenLeft, operandType, "left", expression.left(), expression.range());
        Diagnostics rightFound = new Diagnostics();
        Value givenRight = evaluator.evaluate(expression.right(), rightFound);
        Value right = operand(evaluator, givenRight, operandType, "right", expression.right(), expression.range());
        if (left == null || right == null) {
            evaluator.diagnostics().addAll(leftFound);
            evaluator.diagnostics().addAll(rightFound);
            return Value.unknown(resultType);
        }
        Set<Mark> marks = Mark.union(left.marks(), right.marks());
        Value plainLeft = left.unmark();
        Value plainRight = right.unmark();
        if (operator == BinaryOperator.OR || operator == BinaryOperator.AND) {
            Decision decision = decide(operator == BinaryOperator.OR, plainLeft, plainRight, leftFound, rightFound);
            if (decision != null) {
                evaluator.diagnostics().addAll(decision.found());
                return decision.value().withMarks(marks);
            }
        }
        evaluator.diagnostics().addAll(leftFound);
        evaluator.diagnostics().addAll(rightFound);
        if (leftFound.hasErrors() || rightFound.hasErrors()) {
            return Value.unknown(resultType).withMarks(marks);
        }
        boolean comparesAnything = operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL;
        if (!comparesAnything && (plainLeft.isNull() || plainRight.isNull())) {
            failed(evaluator, "argument must not be null", expression);
            return Value.unknown(resultType);
        }
        try {
            return apply(operator, plainLeft, plainRight).withMarks(marks);
        } catch (ArithmeticException e) {
            failed(evaluator, undefined(operator), expression);
            return Value.unknown(resultType);
        }
    }

    private static Type operandType(BinaryOperator operator) {
        return switch (operator) {
            case OR, AND -> Type.BOOL;
            case EQUAL, NOT_EQUAL -> Type.DYNAMIC;
            default -> Type.NUMBER;
        };
    }

    private static @Nullable Value operand(
            Evaluator evaluator, Value given, Type type, String which, Expression operand, SourceRange whole) {
        try {
            return Conversion.convert(given, type);
        } catch (ConversionException e) {
            evaluator.error(
                    "Invalid operand",
                    "Unsuitable value for " + which + " operand: " + e.getMessage() + ".",
                    operand.range(),
                    whole,
                    operand);
            return null;
        }
    }

    private static void failed(Evaluator evaluator, String reason, Expression expression) {
        evaluator.error(
                "Operation failed", "Error during operation: " + reason + ".", expression.range(), null, expression);
    }

    private record Decision(Value value, Diagnostics found) {}

    /**
     * What one side alone decides: then only its mistakes count, so that {@code x != null && x.ok} can be written. A
     * null counts as false here, as it does in hclsyntax.
     */
    private static @Nullable Decision decide(
            boolean or, Value left, Value right, Diagnostics leftFound, Diagnostics rightFound) {
        Value unknown = Value.unknown(Type.BOOL);
        if (!left.isKnown() && !right.isKnown()) {
            return leftFound.hasErrors() ? null : new Decision(unknown, leftFound);
        }
        if (left.isKnown() && left.isTrue() == or) {
            return new Decision(Value.bool(or), leftFound);
        }
        if (right.isKnown() && right.isTrue() == or) {
            return new Decision(Value.bool(or), rightFound);
        }
        if (!left.isKnown()) {
            return new Decision(unknown, leftFound);
        }
        return right.isKnown() ? null : new Decision(unknown, rightFound);
    }

    private static Value apply(BinaryOperator operator, Value left, Value right) {
        return switch (operator) {
            case OR -> Operations.or(left, right);
            case AND -> Operations.and(left, right);
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> Operations.not(equal(left, right));
            case GREATER -> Operations.lessThan(right, left);
            case GREATER_OR_EQUAL -> Operations.lessThanOrEqual(right, left);
            case LESS -> Operations.lessThan(left, right);
            case LESS_OR_EQUAL -> Operations.lessThanOrEqual(left, right);
            case ADD -> Operations.add(left, right);
            case SUBTRACT -> Operations.subtract(left, right);
            case MULTIPLY -> Operations.multiply(left, right);
            case DIVIDE -> Operations.divide(left, right);
            case MODULO -> Operations.modulo(left, right);
        };
    }

    /** The operator, unlike the comparison of values, takes over all marks, however deep. */
    private static Value equal(Value left, Value right) {
        return Operations.equal(left.unmarkDeep(), right.unmarkDeep())
                .withMarks(left.marksDeep())
                .withMarks(right.marksDeep());
    }

    private static String undefined(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "can't compute sum of opposing infinities";
            case SUBTRACT -> "can't subtract infinity from itself";
            case MULTIPLY -> "can't multiply zero by infinity";
            case DIVIDE -> "can't divide zero by zero or infinity by infinity";
            default -> "can't use modulo with zero and infinity";
        };
    }
}
