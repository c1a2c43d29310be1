package io.jenkins.plugins.packer.engine.config;

/** What a value that is not known yet means to the {@link ConfigurationDecoder}. */
public enum DecodingMode {
    /** Nothing runs yet: what comes of {@code build.*} is replaced by a placeholder. */
    PLANNING,
    /** Everything must be known. */
    RUNNING
}
