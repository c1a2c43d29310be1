package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables and functions that an expression may use. A context inherits from its parent; one without a map at all,
 * as opposed to an empty one, does not even allow variables (or functions), which gives another message.
 */
public final class EvaluationContext {
    /** For constant expressions: neither variables nor functions are allowed. */
    public static final EvaluationContext EMPTY = new EvaluationContext(null, null, null);

    private final @Nullable EvaluationContext parent;
    private final @Nullable Map<String, Value> variables;
    private final @Nullable Map<String, Function> functions;

    private EvaluationContext(
            @Nullable EvaluationContext parent,
            @Nullable Map<String, Value> variables,
            @Nullable Map<String, Function> functions) {
        this.parent = parent;
        this.variables = variables == null ? null : Map.copyOf(variables);
        // Not copied: the table of functions is large, immutable by contract and shared by all contexts.
        this.functions = functions;
    }

    /**
     * A context without parent.
     *
     * @param variables variables by name, or null where none are allowed
     * @param functions functions by name, or null where none are allowed; must not change any more
     */
    public static EvaluationContext of(
            @Nullable Map<String, Value> variables, @Nullable Map<String, Function> functions) {
        return new EvaluationContext(null, variables, functions);
    }

    /** Whether neither variables nor functions are allowed, however deep one looks. */
    boolean allowsNothing() {
        return variables == null && functions == null && (parent == null || parent.allowsNothing());
    }

    /** A context that also knows these variables, which hide those of the same name here. */
    public EvaluationContext child(Map<String, Value> more) {
        return new EvaluationContext(this, more, null);
    }

    public @Nullable EvaluationContext parent() {
        return parent;
    }

    /** This context's own variables. */
    public @Nullable Map<String, Value> variables() {
        return variables;
    }

    /** This context's own functions. */
    public @Nullable Map<String, Function> functions() {
        return functions;
    }
}
