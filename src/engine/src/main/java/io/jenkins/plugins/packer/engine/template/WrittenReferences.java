package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.NativeBody;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All references that are written in a body, nested blocks included, whatever they mean there. Without a schema, so that
 * the components of the blocks need not be loaded to know what depends on what.
 */
final class WrittenReferences {
    private WrittenReferences() {}

    static List<Traversal> in(Body body) {
        List<Traversal> found = new ArrayList<>();
        collect(body, found);
        return found;
    }

    private static void collect(Body body, List<Traversal> found) {
        if (body instanceof NativeBody written) {
            attributes(written.attributes().values(), found);
            for (Block block : written.blocks()) {
                collect(block.body(), found);
            }
        } else {
            // In JSON an attribute holds whatever a block would hold. What is malformed is reported where it is read.
            attributes(body.justAttributes(new Diagnostics()).values(), found);
        }
    }

    private static void attributes(Collection<Attribute> attributes, List<Traversal> found) {
        for (Attribute attribute : attributes) {
            found.addAll(Variables.of(attribute.expression()));
        }
    }
}
