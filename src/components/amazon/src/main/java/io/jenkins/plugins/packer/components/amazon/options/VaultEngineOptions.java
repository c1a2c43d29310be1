package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** A role of Vault's AWS secrets engine (https://developer.hashicorp.com/vault/api-docs/secret/aws). */
public record VaultEngineOptions(
        @Nullable @Option(doc = "Vault role to ask for credentials.")
        String name,

        @Nullable @Option(doc = "ARN of the AWS role, for Vault roles that allow more than one.")
        String roleArn,

        @Nullable @Option(doc = "How long the credentials are valid, such as 3600s; with role_arn.")
        String ttl,

        @Option(doc = "Where the engine is mounted.", defaultValue = "aws")
        String engineName) {}
