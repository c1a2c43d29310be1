package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.Map;

/**
 * A container of attributes and blocks: a file, or what stands between the braces of a block. What it means is known
 * only to a reader with a {@link BodySchema}, since some syntaxes (JSON) do not tell attributes from blocks.
 * The contract is that of {@code hcl.Body} in HCL's Go implementation.
 */
public interface Body {

    /** All of the body by the schema; everything that the schema does not name is an error. */
    BodyContent content(BodySchema schema, Diagnostics diagnostics);

    /** What the schema names, and the rest as a body of its own. */
    PartialContent partialContent(BodySchema schema, Diagnostics diagnostics);

    /** All of the body as attributes, in source order; a block is an error. */
    Map<String, Attribute> justAttributes(Diagnostics diagnostics);

    /** Where a missing attribute or block might be written. */
    SourceRange missingItemRange();

    /**
     * The part that a schema named, and a body of what is left.
     *
     * @param content what the schema names
     * @param remaining the rest
     */
    record PartialContent(BodyContent content, Body remaining) {}
}
