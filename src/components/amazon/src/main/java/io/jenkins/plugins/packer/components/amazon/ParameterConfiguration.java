package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;

/** Options of the {@code amazon-parameterstore} data source. */
public record ParameterConfiguration(
        @Group AccessOptions access,

        @Option(required = true, doc = "Name or ARN of the parameter; NAME:3 and NAME:LABEL name a version.")
        String name,

        @Option(doc = "Decrypts a SecureString; otherwise its value is encrypted text.", defaultValue = "false")
        boolean withDecryption) {}
