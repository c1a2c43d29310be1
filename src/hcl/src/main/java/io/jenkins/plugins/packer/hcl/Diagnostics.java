package io.jenkins.plugins.packer.hcl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What parsing, evaluation and decoding found, in the order in which it was found. One is passed down through a stage
 * and collects; it is not safe for use by several threads.
 */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public void addAll(Collection<Diagnostic> diagnostics) {
        found.addAll(diagnostics);
    }

    /** Takes over what another collection has found. */
    public void addAll(Diagnostics others) {
        found.addAll(others.found);
    }

    public void error(String summary, String detail, @Nullable SourceRange subject) {
        add(Diagnostic.error(summary, detail, subject));
    }

    public void warning(String summary, String detail, @Nullable SourceRange subject) {
        add(Diagnostic.warning(summary, detail, subject));
    }

    public boolean hasErrors() {
        for (Diagnostic diagnostic : found) {
            if (diagnostic.isError()) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** A copy of what was found so far. */
    public List<Diagnostic> asList() {
        return List.copyOf(found);
    }
}
