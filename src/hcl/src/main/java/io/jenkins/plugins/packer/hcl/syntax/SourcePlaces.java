package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourcePosition;

/** Where a text stands that is embedded in a file of another syntax, such as a template in a JSON string. */
@FunctionalInterface
interface SourcePlaces {
    /** The text is the file. */
    SourcePlaces OWN_FILE = inText -> inText;

    /** The place in the file of a position in the text. */
    SourcePosition of(SourcePosition inText);
}
