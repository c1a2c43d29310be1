package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code puppet-server} provisioner.
 *
 * @param clientCertPath directory of the machine's certificate
 * @param clientPrivateKeyPath directory of its key
 * @param puppetNode its name
 * @param puppetServer the server
 * @param stagingDir where files are uploaded to
 * @param puppet options of both provisioners
 */
public record PuppetServerConfiguration(
        @Option(doc = "Local directory of the client's certificate to upload; by default the machine makes its own.")
        @Nullable
        String clientCertPath,

        @Option(doc = "Local directory of the client's private key to upload.") @Nullable
        String clientPrivateKeyPath,

        @Option(doc = "Name of the node; by default the machine's own.") @Nullable
        String puppetNode,

        @Option(
                doc =
                        "Host name of the Puppet server; by default the one that the machine is configured for, or puppet.")
        @Nullable
        String puppetServer,

        @Option(
                doc = "Directory of the machine for uploaded files; by default /tmp/packer-puppet-server, on Windows"
                        + " C:/Windows/Temp/packer-puppet-server.")
        @Nullable
        String stagingDir,

        @Group PuppetOptions puppet) {}
