package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates locals, each after those to which it refers, in whatever order they are written. */
final class LocalEvaluation {
    private final Map<String, LocalDeclaration> declared;
    private final TemplateScope scope;
    private final Diagnostics diagnostics;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<String> underway = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Prepares the evaluation.
     *
     * @param scope what the locals may refer to besides each other
     */
    LocalEvaluation(Map<String, LocalDeclaration> declared, TemplateScope scope, Diagnostics diagnostics) {
        this.declared = declared;
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    /** All values by name, in the order of the template; unknown where one has an error. */
    Map<String, Value> evaluate() {
        for (LocalDeclaration local : declared.values()) {
            evaluate(local);
        }
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (String name : declared.keySet()) {
            ordered.put(name, values.get(name));
        }
        return ordered;
    }

    private void evaluate(LocalDeclaration local) {
        if (values.containsKey(local.name())) {
            return;
        }
        int start = underway.indexOf(local.name());
        if (start >= 0) {
            reportCycle(underway.subList(start, underway.size()));
            return;
        }
        underway.add(local.name());
        for (String name : references(local)) {
            LocalDeclaration dependency = declared.get(name);
            if (dependency != null) {
                evaluate(dependency);
            }
        }
        underway.remove(underway.size() - 1);
        values.put(local.name(), reported.contains(local.name()) ? Value.DYNAMIC : value(local));
    }

    private Value value(LocalDeclaration local) {
        Diagnostics found = new Diagnostics();
        Value value =
                Evaluator.evaluate(local.expression(), scope.withLocals(values).context(Map.of()), found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            return Value.DYNAMIC;
        }
        return local.sensitive() ? value.withMark(Mark.SENSITIVE) : value;
    }

    /** The locals to which a local refers; {@code local} as a whole refers to all others. */
    private Set<String> references(LocalDeclaration local) {
        Set<String> names = new LinkedHashSet<>();
        for (Traversal traversal : Variables.of(local.expression())) {
            if (!traversal.rootName().equals("local")) {
                continue;
            }
            Traversal.Step step =
                    traversal.steps().size() > 1 ? traversal.steps().get(1) : null;
            if (step instanceof Traversal.GetAttribute attribute) {
                names.add(attribute.name());
            } else if (step instanceof Traversal.GetIndex index && index.key() instanceof String name) {
                names.add(name);
            } else {
                names.addAll(declared.keySet());
                names.remove(local.name());
            }
        }
        return names;
    }

    private void reportCycle(List<String> names) {
        if (!reported.addAll(names)) {
            return;
        }
        StringBuilder path = new StringBuilder();
        if (names.size() == 1) {
            path.append("local.").append(names.get(0)).append(" refers to itself");
        } else {
            for (int i = 0; i < names.size(); i++) {
                path.append(i == 0 ? "" : i == 1 ? " refers to " : ", which refers to ")
                        .append("local.")
                        .append(names.get(i));
            }
            path.append(", which refers back to local.").append(names.get(0));
        }
        diagnostics.error(
                "Cycle in local variables",
                path + ". The value of a local cannot depend on itself: break the circle.",
                declared.get(names.get(0)).expression().range());
    }
}
