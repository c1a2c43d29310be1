package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import java.util.List;

/**
 * A {@code data} block.
 *
 * @param type its type, such as {@code http}
 * @param name its name among those of its type
 * @param block the block, its dynamic blocks not yet expanded
 */
record DataDeclaration(String type, String name, Block block) implements Declaration {

    @Override
    public String reference() {
        return "data." + label();
    }

    /** As messages name it, such as {@code http.release}. */
    String label() {
        return type + "." + name;
    }

    @Override
    public List<Traversal> references() {
        return WrittenReferences.in(block.body());
    }

    @Override
    public SourceRange range() {
        return block.definitionRange();
    }
}
