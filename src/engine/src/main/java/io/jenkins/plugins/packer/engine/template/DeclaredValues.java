package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates locals and data sources, each after those to which it refers, in whatever order they are written. */
final class DeclaredValues {
    private final DeclarationGraph graph;
    private final TemplateScope scope;
    private final DataEvaluation data;
    private final boolean sequential;
    private final Diagnostics diagnostics;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<String> underway = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Prepares the evaluation.
     *
     * @param scope what they may refer to besides each other
     * @param sequential whether data sources come first and cannot refer to locals
     */
    DeclaredValues(
            DeclarationGraph graph,
            TemplateScope scope,
            DataEvaluation data,
            boolean sequential,
            Diagnostics diagnostics) {
        this.graph = graph;
        this.scope = scope;
        this.data = data;
        this.sequential = sequential;
        this.diagnostics = diagnostics;
    }

    /** The scope with all their values; unknown where one has an error. */
    TemplateScope evaluate() {
        if (sequential) {
            graph.data().keySet().forEach(this::evaluate);
        }
        graph.locals().keySet().forEach(this::evaluate);
        graph.data().keySet().forEach(this::evaluate);
        Set<String> all = new LinkedHashSet<>(graph.locals().keySet());
        all.addAll(graph.data().keySet());
        return scope(all);
    }

    private void evaluate(String reference) {
        if (values.containsKey(reference)) {
            return;
        }
        int start = underway.indexOf(reference);
        if (start >= 0) {
            reportCycle(underway.subList(start, underway.size()));
            return;
        }
        Declaration declaration = graph.get(reference);
        Set<String> dependencies = graph.dependencies(declaration);
        if (sequential && declaration instanceof DataDeclaration) {
            dependencies.removeAll(graph.locals().keySet());
        }
        underway.add(reference);
        dependencies.forEach(this::evaluate);
        underway.remove(underway.size() - 1);
        values.put(reference, reported.contains(reference) ? Value.DYNAMIC : value(declaration, scope(dependencies)));
    }

    private Value value(Declaration declaration, TemplateScope known) {
        if (declaration instanceof DataDeclaration block) {
            return data.value(block, known, diagnostics);
        }
        LocalDeclaration local = (LocalDeclaration) declaration;
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(local.expression(), known.context(Map.of()), found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            return Value.DYNAMIC;
        }
        return local.sensitive() ? value.withMark(Mark.SENSITIVE) : value;
    }

    /** The scope with the values of some of them: no more than needed, so that the time grows with what is written. */
    private TemplateScope scope(Set<String> references) {
        Map<String, Value> locals = new LinkedHashMap<>();
        Map<String, Map<String, Value>> sources = new LinkedHashMap<>();
        for (String reference : references) {
            Value value = values.get(reference);
            if (value == null) {
                continue;
            }
            if (graph.get(reference) instanceof DataDeclaration block) {
                sources.computeIfAbsent(block.type(), type -> new LinkedHashMap<>())
                        .put(block.name(), value);
            } else {
                locals.put(((LocalDeclaration) graph.get(reference)).name(), value);
            }
        }
        Map<String, Value> types = new LinkedHashMap<>();
        // As in Packer, those of one type are a map, as long as their types allow it.
        sources.forEach((type, named) ->
                types.put(type, Value.haveOneType(named.values()) ? Value.map(named) : Value.object(named)));
        return scope.withLocals(locals).withData(Value.object(types));
    }

    private void reportCycle(List<String> circle) {
        if (!reported.addAll(circle)) {
            return;
        }
        StringBuilder path = new StringBuilder(circle.get(0));
        if (circle.size() == 1) {
            path.append(" refers to itself");
        } else {
            for (int i = 1; i < circle.size(); i++) {
                path.append(i == 1 ? " refers to " : ", which refers to ").append(circle.get(i));
            }
            path.append(", which refers back to ").append(circle.get(0));
        }
        boolean hasLocal = circle.stream().anyMatch(graph.locals()::containsKey);
        boolean hasData = circle.stream().anyMatch(graph.data()::containsKey);
        String kinds =
                hasData && hasLocal ? "local variables and data sources" : hasData ? "data sources" : "local variables";
        Declaration first = graph.get(circle.get(0));
        diagnostics.error(
                "Cycle in " + kinds,
                path + ". The value of a " + (first instanceof LocalDeclaration ? "local" : "data source")
                        + " cannot depend on itself: break the circle.",
                first.range());
    }
}
