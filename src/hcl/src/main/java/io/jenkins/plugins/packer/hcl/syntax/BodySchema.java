package io.jenkins.plugins.packer.hcl.syntax;

import java.util.List;

/**
 * Names that a reader expects in a {@link Body}.
 *
 * @param attributes expected attributes
 * @param blocks expected block types
 */
public record BodySchema(List<AttributeSchema> attributes, List<BlockSchema> blocks) {

    public BodySchema {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /**
     * An expected attribute.
     *
     * @param name its name
     * @param required whether its absence is an error
     */
    public record AttributeSchema(String name, boolean required) {}

    /**
     * An expected block type.
     *
     * @param type its type name
     * @param labelNames what each of its labels means, for messages; their number is exact
     */
    public record BlockSchema(String type, List<String> labelNames) {
        public BlockSchema {
            labelNames = List.copyOf(labelNames);
        }
    }
}
