package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code puppet-masterless} provisioner.
 *
 * @param manifestFile what is applied
 * @param manifestDir manifests that are uploaded as well
 * @param modulePaths modules
 * @param hieraConfigPath Hiera's configuration
 * @param stagingDirectory where files are uploaded to
 * @param puppet options of both provisioners
 */
public record PuppetMasterlessConfiguration(
        @Option(doc = "Local manifest to apply, a file or a directory of manifests.", required = true)
        String manifestFile,

        @Option(doc = "Local directory of manifests that are uploaded as well, for --manifestdir of Puppet 3.")
        @Nullable
        String manifestDir,

        @Option(doc = "Local directories of modules to upload.")
        List<String> modulePaths,

        @Option(doc = "Local Hiera configuration to upload and use.") @Nullable
        String hieraConfigPath,

        @Option(
                doc =
                        "Directory of the machine for uploaded files; by default /tmp/packer-puppet-masterless, on Windows"
                                + " C:/Windows/Temp/packer-puppet-masterless.")
        @Nullable
        String stagingDirectory,

        @Group PuppetOptions puppet) {

    public PuppetMasterlessConfiguration {
        modulePaths = List.copyOf(modulePaths);
    }
}
