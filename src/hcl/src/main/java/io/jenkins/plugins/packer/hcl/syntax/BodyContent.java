package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.List;
import java.util.Map;

/**
 * A {@link Body} read by a {@link BodySchema}.
 *
 * @param attributes attributes by name, in source order
 * @param blocks blocks in source order
 * @param missingItemRange where something missing might be written
 */
public record BodyContent(Map<String, Attribute> attributes, List<Block> blocks, SourceRange missingItemRange) {

    /** The blocks of one type, in source order. */
    public List<Block> blocks(String type) {
        return blocks.stream().filter(block -> block.type().equals(type)).toList();
    }
}
