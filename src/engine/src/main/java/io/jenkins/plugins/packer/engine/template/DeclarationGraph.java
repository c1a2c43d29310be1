package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What depends on what among locals and data sources. They are named by reference: {@code local.region}, {@code
 * data.http.release}.
 *
 * @param locals by reference, in the order of the template
 * @param data by reference, in the order of the template
 */
record DeclarationGraph(Map<String, LocalDeclaration> locals, Map<String, DataDeclaration> data) {

    static DeclarationGraph of(Collection<LocalDeclaration> locals, Collection<DataDeclaration> data) {
        Map<String, LocalDeclaration> allLocals = new LinkedHashMap<>();
        locals.forEach(local -> allLocals.put(local.reference(), local));
        Map<String, DataDeclaration> allData = new LinkedHashMap<>();
        data.forEach(source -> allData.put(source.reference(), source));
        return new DeclarationGraph(allLocals, allData);
    }

    /** One that exists. */
    Declaration get(String reference) {
        LocalDeclaration local = locals.get(reference);
        return local == null ? data.get(reference) : local;
    }

    /**
     * Those to which a declaration refers. {@code local} as a whole, and {@code data} or all of a type of it, refer to
     * all others. What does not exist is left out.
     */
    Set<String> dependencies(Declaration declaration) {
        Set<String> found = new LinkedHashSet<>();
        for (Traversal traversal : declaration.references()) {
            Set<String> named = named(traversal);
            if (named.size() > 1) {
                named.remove(declaration.reference());
            }
            found.addAll(named);
        }
        return found;
    }

    /** Those to which traversals refer, and those to which these refer, and so on. */
    Set<String> reachable(Collection<Traversal> traversals) {
        Set<String> found = new LinkedHashSet<>();
        traversals.forEach(traversal -> found.addAll(named(traversal)));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String next : dependencies(get(open.remove()))) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    private Set<String> named(Traversal traversal) {
        Set<String> found = new LinkedHashSet<>();
        String first = step(traversal, 1);
        if (traversal.rootName().equals("local")) {
            if (first == null) {
                found.addAll(locals.keySet());
            } else if (locals.containsKey("local." + first)) {
                found.add("local." + first);
            }
        } else if (traversal.rootName().equals("data")) {
            String second = first == null ? null : step(traversal, 2);
            for (DataDeclaration candidate : data.values()) {
                if ((first == null || candidate.type().equals(first))
                        && (second == null || candidate.name().equals(second))) {
                    found.add(candidate.reference());
                }
            }
        }
        return found;
    }

    /** The name that a step of a traversal gives; null where there is none, or one that only evaluation knows. */
    private static @Nullable String step(Traversal traversal, int index) {
        Traversal.Step step =
                traversal.steps().size() > index ? traversal.steps().get(index) : null;
        if (step instanceof Traversal.GetAttribute attribute) {
            return attribute.name();
        }
        return step instanceof Traversal.GetIndex position && position.key() instanceof String name ? name : null;
    }
}
