package io.jenkins.plugins.packer.components.amazon;

import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Has the SDK make its list of what services there are in which regions, 300 classes that a client waits for, on a thread of its
 * own while credentials are looked for. No effect but that: who needs the list waits for it in Java itself.
 */
final class RegionsAhead extends Thread {
    /** Not started yet; nothing waits for its end. */
    RegionsAhead() {
        super("packer-aws-regions");
        setDaemon(true);
    }

    @Override
    public void run() {
        ServiceMetadata.of("ec2");
    }
}
