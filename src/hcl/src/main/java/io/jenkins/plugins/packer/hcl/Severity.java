package io.jenkins.plugins.packer.hcl;

/** How grave a {@link Diagnostic} is: an error ends the run, a warning is only shown. */
public enum Severity {
    ERROR,
    WARNING
}
