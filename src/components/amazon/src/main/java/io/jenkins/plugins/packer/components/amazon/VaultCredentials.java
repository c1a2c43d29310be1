package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.VaultEngineOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Takes keys from Vault's AWS secrets engine: {@code creds/ROLE}, or {@code sts/ROLE} where an AWS role is named
 * (https://developer.hashicorp.com/vault/api-docs/secret/aws#generate-credentials).
 */
record VaultCredentials(VaultEngineOptions options, Map<String, String> environment, Cancellation cancellation) {
    private static final int TIMEOUT_MILLIS = 30_000;

    AwsCredentialsProvider ask() throws ComponentException, IOException {
        String address = environment.getOrDefault("VAULT_ADDR", "https://127.0.0.1:8200");
        String role = options.roleArn();
        boolean sts = role != null && !role.isEmpty();
        String path = "/v1/" + options.engineName() + (sts ? "/sts/" : "/creds/") + options.name();
        URI uri = URI.create(address.replaceFirst("/+$", "") + path);
        HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection();
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setRequestProperty("X-Vault-Request", "true");
        request.setRequestProperty("X-Vault-Token", environment.getOrDefault("VAULT_TOKEN", ""));
        String namespace = environment.get("VAULT_NAMESPACE");
        if (namespace != null && !namespace.isEmpty()) {
            request.setRequestProperty("X-Vault-Namespace", namespace);
        }
        try (Cancellation.Registration registration = cancellation.onCancel(request::disconnect)) {
            return read(request, uri, sts ? body() : null);
        } catch (IOException e) {
            cancellation.check();
            throw new ComponentException(
                    "Vault at " + uri + " cannot be asked for AWS credentials: " + e.getMessage()
                            + ". Check VAULT_ADDR and VAULT_TOKEN.",
                    e);
        } finally {
            request.disconnect();
        }
    }

    private String body() {
        String ttl = options.ttl();
        return "{\"role_arn\":\"" + options.roleArn() + "\""
                + (ttl == null || ttl.isEmpty() ? "" : ",\"ttl\":\"" + ttl + "\"") + "}";
    }

    private static AwsCredentialsProvider read(HttpURLConnection request, URI uri, @Nullable String body)
            throws IOException, ComponentException {
        if (body != null) {
            request.setRequestMethod("PUT");
            request.setDoOutput(true);
            request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new ComponentException("Vault answered " + request.getResponseCode() + " to " + uri
                    + ". Check the role's name, engine_name and what VAULT_TOKEN may do.");
        }
        JsonNode data;
        try (InputStream in = request.getInputStream()) {
            data = JsonNode.parser()
                    .parse(in)
                    .field("data")
                    .orElseThrow(() -> new IOException("there is no data in its answer"));
        }
        String token = text(data, "security_token")
                .or(() -> text(data, "session_token"))
                .orElse("");
        return CredentialsChain.fixed(
                text(data, "access_key").orElse(""), text(data, "secret_key").orElse(""), token);
    }

    private static Optional<String> text(JsonNode data, String name) {
        return data.field(name).filter(JsonNode::isString).map(JsonNode::asString);
    }
}
