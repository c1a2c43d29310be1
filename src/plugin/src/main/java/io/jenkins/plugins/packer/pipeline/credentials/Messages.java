package io.jenkins.plugins.packer.pipeline.credentials;

import org.jvnet.localizer.ResourceBundleHolder;

/** The texts of {@code Messages.properties}, as Jenkins's localizer would make them. */
final class Messages {
    private static final ResourceBundleHolder HOLDER = ResourceBundleHolder.get(Messages.class);

    private Messages() {}

    static String Aws_DisplayName() {
        return HOLDER.format("Aws.DisplayName");
    }

    static String Azure_DisplayName() {
        return HOLDER.format("Azure.DisplayName");
    }

    static String CloudStack_DisplayName() {
        return HOLDER.format("CloudStack.DisplayName");
    }

    static String Credentials_Choose() {
        return HOLDER.format("Credentials.Choose");
    }

    static String DigitalOcean_DisplayName() {
        return HOLDER.format("DigitalOcean.DisplayName");
    }

    static String Docker_DisplayName() {
        return HOLDER.format("Docker.DisplayName");
    }

    static String Google_DisplayName() {
        return HOLDER.format("Google.DisplayName");
    }

    static String Ssh_DisplayName() {
        return HOLDER.format("Ssh.DisplayName");
    }

    static String Variable_DisplayName() {
        return HOLDER.format("Variable.DisplayName");
    }

    static String Variable_Name() {
        return HOLDER.format("Variable.Name");
    }
}
