package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** Options of the {@code amazon-secretsmanager} data source. */
public record SecretConfiguration(
        @Group AccessOptions access,

        @Option(required = true, doc = "Name or ARN of the secret.")
        String name,

        @Nullable @Option(doc = "Which value of a secret that is a JSON object becomes the output value.")
        String key,

        @Nullable @Option(doc = "Id of the version to read; wins over version_stage.")
        String versionId,

        @Option(doc = "Staging label of the version to read.", defaultValue = "AWSCURRENT")
        String versionStage) {}
