package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code source[*].path}: something that is not a sequence counts as one of one element, or of none if it is null. */
final class SplatEvaluation {
    private final Evaluator evaluator;
    private final Expression.Splat expression;

    SplatEvaluation(Evaluator evaluator, Expression.Splat expression) {
        this.evaluator = evaluator;
        this.expression = expression;
    }

    Value value() {
        Diagnostics sourceFound = new Diagnostics();
        Value source = evaluator.evaluate(expression.source(), sourceFound);
        evaluator.diagnostics().addAll(sourceFound);
        if (sourceFound.hasErrors()) {
            return Value.DYNAMIC;
        }
        Type type = source.type();
        boolean single = !type.isTuple() && !type.isList() && !type.isSet();
        if (source.isNull()) {
            return ofNull(source, single);
        }
        if (type.isDynamic()) {
            return Value.DYNAMIC.withMarksOf(source);
        }
        // A single value that is not known may yet be null, and so the result may yet be empty.
        boolean maybeEmpty = single && !source.isKnown();
        Value sequence = single ? Value.tuple(source).withMarksOf(source) : source;
        if (!sequence.isKnown()) {
            return Value.unknown(resultType(sequence.type(), evaluator.diagnostics()))
                    .withMarksOf(sequence);
        }
        return ofElements(sequence, maybeEmpty);
    }

    private Value ofNull(Value source, boolean single) {
        if (single) {
            return Value.EMPTY_TUPLE.withMarksOf(source);
        }
        evaluator.error(
                "Splat of null value",
                "Splat expressions (with the * symbol) cannot be applied to null sequences.",
                expression.source().range(),
                SourceRange.between(expression.source().range(), expression.markerRange()),
                expression.source());
        return Value.DYNAMIC;
    }

    private Value ofElements(Value sequence, boolean maybeEmpty) {
        Diagnostics found = new Diagnostics();
        List<Value> results = new ArrayList<>();
        for (Value item : sequence.unmark().elements()) {
            results.add(each(item, found));
        }
        evaluator.diagnostics().addAll(found);
        if (maybeEmpty) {
            return Value.DYNAMIC.withMarksOf(sequence);
        }
        if (found.hasErrors()) {
            return Value.unknown(resultType(sequence.type(), new Diagnostics())).withMarksOf(sequence);
        }
        if (sequence.type().isTuple()) {
            return Value.tuple(results).withMarksOf(sequence);
        }
        if (results.isEmpty()) {
            Type type = resultType(sequence.type(), evaluator.diagnostics());
            return Value.emptyList(type.elementType()).withMarksOf(sequence);
        }
        if (!Value.haveOneType(results)) {
            evaluator
                    .diagnostics()
                    .add(Diagnostic.error(
                                    "Invalid nested splat expressions",
                                    "The inner splat has results of different types, which cannot be elements of one list."
                                            + " A for expression can be used instead, since its result is a tuple.",
                                    expression.each().range())
                            .withContext(expression.range()));
            return Value.DYNAMIC;
        }
        return Value.list(results).withMarksOf(sequence);
    }

    private Value each(Value item, Diagnostics found) {
        return evaluator.withSplatItem(item, found).evaluate(expression.each());
    }

    /** The type that the result will have, from the types of the elements alone. */
    private Type resultType(Type sequence, Diagnostics found) {
        if (sequence.isCollection()) {
            return Type.list(each(Value.unknown(sequence.elementType()), found).type());
        }
        List<Type> types = new ArrayList<>();
        for (Type element : sequence.elementTypes()) {
            types.add(each(Value.unknown(element), found).type());
        }
        return Type.tuple(types);
    }
}
