package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import java.util.ArrayList;
import java.util.List;

/** What may stand where in a template. */
final class RootSchema {
    static final BodySchema FILE = new BodySchema(
            List.of(),
            List.of(
                    new BlockSchema("packer", List.of()),
                    new BlockSchema("source", List.of("type", "name")),
                    new BlockSchema("variables", List.of()),
                    new BlockSchema("variable", List.of("name")),
                    new BlockSchema("locals", List.of()),
                    new BlockSchema("local", List.of("name")),
                    new BlockSchema("data", List.of("type", "name")),
                    new BlockSchema("build", List.of()),
                    new BlockSchema("hcp_packer_registry", List.of()),
                    new BlockSchema("communicator", List.of("type", "name"))));

    private RootSchema() {}

    /** A schema of optional attributes. */
    static BodySchema attributes(List<String> names) {
        List<AttributeSchema> attributes = new ArrayList<>();
        for (String name : names) {
            attributes.add(new AttributeSchema(name, false));
        }
        return new BodySchema(attributes, List.of());
    }

    /** The schema with a further block type. */
    static BodySchema with(BodySchema schema, String blockType, String... labels) {
        List<BlockSchema> blocks = new ArrayList<>(schema.blocks());
        blocks.add(new BlockSchema(blockType, List.of(labels)));
        return new BodySchema(schema.attributes(), blocks);
    }
}
