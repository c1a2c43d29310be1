package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code amazon-secretsmanager} data source: reads a secret. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/data-source/secretsmanager.
 */
final class SecretDataSource implements DataSource<SecretConfiguration> {

    @Override
    public String type() {
        return "amazon-secretsmanager";
    }

    @Override
    public String summary() {
        return "Reads a secret from AWS Secrets Manager.";
    }

    @Override
    public Class<SecretConfiguration> configurationType() {
        return SecretConfiguration.class;
    }

    @Override
    public Type.ObjectType outputType() {
        return (Type.ObjectType) Type.object(Map.of(
                "value", Type.STRING,
                "secret_string", Type.STRING,
                "secret_binary", Type.STRING,
                "version_id", Type.STRING));
    }

    @Override
    public void check(SecretConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        if (configuration.name().isEmpty() && !check.isUnknown("name")) {
            check.error("name", "Missing name", "A name must be provided: the secret's name or ARN.");
        }
    }

    @Override
    public Value read(SecretConfiguration configuration, DataContext context) throws ComponentException {
        String version = configuration.versionId();
        boolean byId = version != null && !version.isEmpty();
        Secrets.Secret secret;
        try (AwsConnection aws = AwsConnection.open(
                configuration.access(), context.environment(), context.directory(), context.cancellation())) {
            secret = aws.secrets(context.cancellation())
                    .read(
                            configuration.name(),
                            byId ? "VersionId" : "VersionStage",
                            byId ? version : configuration.versionStage());
        }
        return Value.object(Map.of(
                "value", sensitive(value(configuration, secret, context)),
                "secret_string", sensitive(secret.text().orElse("")),
                "secret_binary", sensitive(text(secret.binary())),
                "version_id", Value.string(secret.versionId())));
    }

    /** As in Packer, a key that is not there gives an empty text; here it is warned of. */
    private static String value(SecretConfiguration configuration, Secrets.Secret secret, DataContext context)
            throws ComponentException {
        if (secret.text().isEmpty()) {
            return "";
        }
        SecretText text = SecretText.of(configuration.name(), secret.text().get());
        String key = configuration.key();
        if (text.values().isEmpty()) {
            return text.text();
        }
        boolean keyed = key != null && !key.isEmpty();
        Optional<String> found = keyed ? text.value(key) : text.first();
        if (found.isEmpty()) {
            context.warning(
                    "Secret without the value",
                    "The secret " + configuration.name() + " has no value "
                            + (keyed
                                    ? "\"" + key + "\", so value is empty. Check key."
                                    : "at all, so value is empty."));
        } else if (!keyed && text.size() > 1) {
            context.warning(
                    "Secret with several values",
                    "The secret " + configuration.name() + " has " + text.size() + " values; value is that of \""
                            + text.values().get().firstKey() + "\", the first by name. Set key.");
        }
        return found.orElse("");
    }

    /** Bytes that are a text are that text, as in Packer; others, which no text can hold, are in base64. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    private static Value sensitive(String text) {
        return Value.string(text).withMark(Mark.SENSITIVE);
    }
}
