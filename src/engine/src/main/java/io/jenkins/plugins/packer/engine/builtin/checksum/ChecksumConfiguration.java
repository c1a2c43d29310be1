package io.jenkins.plugins.packer.engine.builtin.checksum;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;

/**
 * Options of the {@code checksum} post-processor.
 *
 * @param checksumTypes digests to compute
 * @param output file to write
 */
public record ChecksumConfiguration(
        @Option(
                doc = "Digests to compute, out of md5, sha1, sha224, sha256, sha384 and sha512.",
                defaultValue = "[\"md5\"]")
        List<String> checksumTypes,

        @Option(
                doc = "File that the digests are added to, a template of {{.BuildName}}, {{.BuilderType}} and"
                        + " {{.ChecksumType}}.",
                defaultValue = "packer_{{.BuildName}}_{{.BuilderType}}_{{.ChecksumType}}.checksum",
                renderedLater = true)
        String output) {

    public ChecksumConfiguration {
        checksumTypes = List.copyOf(checksumTypes);
    }
}
