package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the declarations of locals. */
final class LocalReader {
    private static final BodySchema LOCAL = new BodySchema(
            List.of(
                    new BodySchema.AttributeSchema("expression", true),
                    new BodySchema.AttributeSchema("sensitive", false)),
            List.of());

    private final Diagnostics diagnostics;
    private final Map<String, LocalDeclaration> declared = new LinkedHashMap<>();

    LocalReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All that were read, by name, in the order of the template. */
    Map<String, LocalDeclaration> declared() {
        return declared;
    }

    /** A {@code locals} block. */
    void readAll(Block block) {
        for (Attribute attribute : block.body().justAttributes(diagnostics).values()) {
            declare(attribute.name(), attribute.expression(), false);
        }
    }

    /** A {@code local} block. */
    void read(Block block) {
        BodyContent content = block.body().content(LOCAL, diagnostics);
        String name = block.labels().get(0);
        if (!Identifier.isValid(name)) {
            diagnostics.error(
                    "Invalid local name", Identifier.RULE, block.labelRanges().get(0));
        }
        boolean sensitive = new AttributeReader(content, block.body(), EvaluationContext.EMPTY, diagnostics)
                .bool("sensitive")
                .orElse(false);
        Attribute expression = content.attributes().get("expression");
        if (expression != null) {
            declare(name, expression.expression(), sensitive);
        }
    }

    private void declare(String name, Expression expression, boolean sensitive) {
        LocalDeclaration first = declared.putIfAbsent(name, new LocalDeclaration(name, expression, sensitive));
        if (first != null) {
            diagnostics.error(
                    "Duplicate local definition",
                    "Local variable \"" + name + "\" is defined twice in your templates. Other definition found at \""
                            + first.expression().range() + "\"",
                    expression.range());
        }
    }
}
