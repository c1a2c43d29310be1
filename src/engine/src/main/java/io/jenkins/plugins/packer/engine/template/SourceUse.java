package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import org.jspecify.annotations.Nullable;

/**
 * A build's reference to a source.
 *
 * @param type the source's builder
 * @param sourceName the source's name
 * @param alias the name that the build gives it, or null
 * @param additions options that the build adds to the source's, or null
 * @param renderedName in a legacy JSON template, the name with the Go templates in it rendered; null in HCL2
 * @param range where it is
 */
public record SourceUse(
        String type,
        String sourceName,
        @Nullable String alias,
        @Nullable Body additions,
        @Nullable String renderedName,
        SourceRange range) {

    /** A reference in an HCL2 template. */
    public SourceUse(
            String type, String sourceName, @Nullable String alias, @Nullable Body additions, SourceRange range) {
        this(type, sourceName, alias, additions, null, range);
    }

    /** {@code type.name} of the source. */
    public String reference() {
        return type + "." + sourceName;
    }

    /** The alias, else the source's name: {@code source.name}. */
    public String name() {
        return alias == null || alias.isEmpty() ? sourceName : alias;
    }

    /** The name by which {@code only}, {@code except} and the user know it: {@code type.name}, or the builder's name in legacy JSON. */
    public String displayName() {
        return renderedName == null ? type + "." + name() : sourceName;
    }

    /** What the Go-template function {@code build_name} yields. */
    String templateName() {
        return renderedName == null ? sourceName : renderedName;
    }
}
