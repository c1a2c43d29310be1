package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Secrets Manager, as far as secrets are read (https://docs.aws.amazon.com/secretsmanager/latest/apireference/). */
record Secrets(AwsJson api) {
    /** What a secret's newest version is called. */
    static final String CURRENT = "AWSCURRENT";

    /**
     * A version of a secret.
     *
     * @param text what was stored as a text; empty where bytes were stored
     * @param binary what was stored as bytes; empty where a text was stored
     * @param versionId the version
     */
    record Secret(Optional<String> text, byte[] binary, String versionId) {}

    /**
     * Reads a version.
     *
     * @param name name or ARN
     * @param member {@code VersionId} or {@code VersionStage}
     * @param version what it is to be
     */
    Secret read(String name, String member, String version) throws ComponentException {
        String what = "Reading the secret " + name;
        try {
            JsonNode answer = api.call(
                    what, "GetSecretValue", Map.of("SecretId", Value.string(name), member, Value.string(version)));
            byte[] binary = AwsJson.text(answer, "SecretBinary")
                    .map(text -> Base64.getDecoder().decode(text))
                    .orElse(new byte[0]);
            return new Secret(
                    AwsJson.text(answer, "SecretString"),
                    binary,
                    AwsJson.text(answer, "VersionId").orElse(""));
        } catch (AwsException e) {
            boolean deleted = e.code().equals("InvalidRequestException")
                    && String.valueOf(e.getMessage()).contains("deletion");
            if (deleted || e.code().equals("ResourceNotFoundException")) {
                throw new AwsException(
                        "There is no secret " + name + " with the version " + version + " in "
                                + api.service().region() + (deleted ? ": it was deleted." : ".")
                                + " Check its name, the region and the account. (" + e.getMessage() + ")",
                        e.code(),
                        e);
            }
            throw e;
        }
    }
}
