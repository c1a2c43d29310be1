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
 * @param range where it is
 */
public record SourceUse(
        String type,
        String sourceName,
        @Nullable String alias,
        @Nullable Body additions,
        SourceRange range) {

    /** {@code type.name} of the source. */
    public String reference() {
        return type + "." + sourceName;
    }

    /** The alias, else the source's name: {@code source.name}. */
    public String name() {
        return alias == null || alias.isEmpty() ? sourceName : alias;
    }

    /** {@code type.name} by which {@code only}, {@code except} and the user know it. */
    public String displayName() {
        return type + "." + name();
    }
}
