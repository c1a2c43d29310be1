package io.jenkins.plugins.packer.engine.template;

/** The version of Packer whose template language this engine understands: the only place that says so. */
public final class LanguageVersion {
    /** What {@code packer.version} yields and {@code required_version} is checked against. */
    public static final String TEXT = "1.16.0";

    private LanguageVersion() {}
}
