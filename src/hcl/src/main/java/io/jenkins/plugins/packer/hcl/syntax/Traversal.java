package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path through values, such as {@code var.images[0].id}.
 *
 * @param steps the steps; an absolute traversal starts with a {@link Root}, a relative one has none
 */
public record Traversal(List<Step> steps) {

    public Traversal {
        steps = List.copyOf(steps);
    }

    /** One step of a traversal. */
    public sealed interface Step {
        SourceRange range();
    }

    /**
     * The variable where an absolute traversal starts.
     *
     * @param name variable name
     * @param range the name
     */
    public record Root(String name, SourceRange range) implements Step {}

    /**
     * {@code .name}.
     *
     * @param name attribute name
     * @param range the dot and the name
     */
    public record GetAttribute(String name, SourceRange range) implements Step {}

    /**
     * {@code [key]} with a literal key, or the legacy form {@code .0}.
     *
     * @param key a {@link String} or a {@link java.math.BigDecimal}; also a {@link Boolean} or null where somebody wrote
     *     {@code [true]} or {@code [null]}
     * @param range brackets included
     */
    public record GetIndex(@Nullable Object key, SourceRange range) implements Step {}

    public boolean isAbsolute() {
        return !steps.isEmpty() && steps.get(0) instanceof Root;
    }

    /** Name of the variable where this absolute traversal starts. */
    public String rootName() {
        return ((Root) steps.get(0)).name();
    }

    public SourceRange range() {
        return SourceRange.between(
                steps.get(0).range(), steps.get(steps.size() - 1).range());
    }
}
