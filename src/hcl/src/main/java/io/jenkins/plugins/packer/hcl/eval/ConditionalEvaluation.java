package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Unification;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code condition ? a : b}. Both results are evaluated for their common type, but only the chosen one may fail. */
final class ConditionalEvaluation {
    private final Evaluator evaluator;
    private final Expression.Conditional expression;

    ConditionalEvaluation(Evaluator evaluator, Expression.Conditional expression) {
        this.evaluator = evaluator;
        this.expression = expression;
    }

    Value value() {
        Diagnostics trueFound = new Diagnostics();
        Diagnostics falseFound = new Diagnostics();
        Value whenTrue = evaluator.evaluate(expression.whenTrue(), trueFound);
        Value whenFalse = evaluator.evaluate(expression.whenFalse(), falseFound);
        Unification common = commonType(whenTrue, whenFalse);
        if (common == null) {
            evaluator.error(
                    "Inconsistent conditional result types",
                    "The true and false result expressions must have consistent types. "
                            + ConditionalMismatch.describe(whenTrue.type(), whenFalse.type()) + ".",
                    SourceRange.between(
                            expression.whenTrue().range(),
                            expression.whenFalse().range()),
                    expression.range(),
                    expression);
            return Value.DYNAMIC;
        }
        Value condition = evaluator.evaluate(expression.condition());
        if (condition.isNull()) {
            conditionError("Null condition", "The condition value is null. Conditions must either be true or false.");
            return Value.unknown(common.type());
        }
        Set<Mark> marks = new HashSet<>(condition.marks());
        marks.addAll(whenTrue.marks());
        marks.addAll(whenFalse.marks());
        if (!condition.isKnown()) {
            boolean bothNull = whenTrue.isNull() && whenFalse.isNull();
            return (bothNull ? Value.nullOf(common.type()) : Value.unknown(common.type())).withMarks(marks);
        }
        boolean chosen;
        try {
            chosen = Conversion.convert(condition.unmark(), Type.BOOL).asBoolean();
        } catch (ConversionException e) {
            conditionError("Incorrect condition type", "The condition expression must be of type bool.");
            return Value.unknown(common.type());
        }
        evaluator.diagnostics().addAll(chosen ? trueFound : falseFound);
        Value result = chosen
                ? converted(common, 0, whenTrue, "true", expression.whenTrue())
                : converted(common, 1, whenFalse, "false", expression.whenFalse());
        return result.withMarks(marks);
    }

    private void conditionError(String summary, String detail) {
        evaluator.error(summary, detail, expression.condition().range(), expression.range(), expression.condition());
    }

    /** A bare null takes the other side's type; a type that is not known yet prevents any decision. */
    private static @Nullable Unification commonType(Value whenTrue, Value whenFalse) {
        if (whenTrue.equals(Value.NULL)) {
            return oneSided(whenFalse.type(), 0);
        }
        if (whenFalse.equals(Value.NULL)) {
            return oneSided(whenTrue.type(), 1);
        }
        if (whenTrue.type().isDynamic() || whenFalse.type().isDynamic()) {
            return new Unification(Type.DYNAMIC, Arrays.asList(null, null));
        }
        return Conversion.unifyUnsafe(List.of(whenTrue.type(), whenFalse.type()))
                .orElse(null);
    }

    private static Unification oneSided(Type type, int nullSide) {
        Conversion step = Conversion.unsafe(Type.DYNAMIC, type).orElse(null);
        return new Unification(type, nullSide == 0 ? Arrays.asList(step, null) : Arrays.asList(null, step));
    }

    private Value converted(Unification common, int side, Value value, String which, Expression written) {
        try {
            return common.convert(side, value.unmark());
        } catch (ConversionException e) {
            evaluator.error(
                    "Inconsistent conditional result types",
                    "The " + which + " result value has the wrong type: " + e.getMessage() + ".",
                    written.range(),
                    expression.range(),
                    written);
            return Value.unknown(common.type());
        }
    }
}
