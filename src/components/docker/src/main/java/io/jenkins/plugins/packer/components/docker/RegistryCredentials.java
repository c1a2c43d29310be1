package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for registries: those that the template logs in with, else those of Docker's configuration file and its
 * credential helpers (https://docs.docker.com/reference/cli/docker/login/#credential-stores). Whatever secret comes up
 * is told to the redactor.
 */
final class RegistryCredentials {
    private final DockerFiles files;
    private final ClientProgram programs;
    private final Redactor secrets;
    private final @Nullable RegistryUser login;

    /**
     * Credentials of one step.
     *
     * @param login what the template logs in with, its registry address a key of Docker's configuration file; or null
     */
    RegistryCredentials(StepContext context, @Nullable RegistryUser login) {
        this(
                DockerFiles.of(context.environment()),
                new ClientProgram(context.environment(), context.directory(), context.cancellation()),
                context.secrets(),
                login);
    }

    RegistryCredentials(DockerFiles files, ClientProgram programs, Redactor secrets, @Nullable RegistryUser login) {
        this.files = files;
        this.programs = programs;
        this.secrets = secrets;
        this.login = login;
    }

    /**
     * Credentials for a registry; those of nobody where there are none.
     *
     * @param registry a key of Docker's configuration file
     * @throws ComponentException when the file or a helper fails
     */
    RegistryUser of(String registry) throws ComponentException {
        if (login != null && registry.equals(login.registry())) {
            return login;
        }
        JsonNode configuration = files.configuration();
        String helper = configuration.path("credHelpers").path(registry).asText("");
        if (helper.isEmpty()) {
            helper = configuration.path("credsStore").asText("");
        }
        RegistryUser auth = helper.isEmpty() ? null : ofHelper(helper, registry);
        return auth == null ? ofFile(configuration.path("auths"), registry) : auth;
    }

    /** The registries for which there are credentials. */
    Set<String> registries() throws ComponentException {
        Set<String> registries = new LinkedHashSet<>();
        if (login != null) {
            registries.add(login.registry());
        }
        JsonNode configuration = files.configuration();
        configuration.path("auths").fieldNames().forEachRemaining(registries::add);
        configuration.path("credHelpers").fieldNames().forEachRemaining(registries::add);
        return registries;
    }

    private @Nullable RegistryUser ofHelper(String helper, String registry) throws ComponentException {
        ClientProgram.Outcome outcome = programs.run(registry, "docker-credential-" + helper, "get");
        if (outcome.status() != 0) {
            if (outcome.reason().contains("credentials not found")) {
                return null;
            }
            throw new ComponentException(
                    "docker-credential-" + helper + " has no credentials for " + registry + ": " + outcome.reason());
        }
        try {
            JsonNode answer = JsonTree.read(outcome.output());
            String user = answer.path("Username").asText("");
            String secret = answer.path("Secret").asText("");
            secrets.add(secret);
            return user.equals("<token>")
                    ? RegistryUser.withToken(registry, secret)
                    : RegistryUser.named(registry, user, secret);
        } catch (IOException e) {
            throw new ComponentException(
                    "docker-credential-" + helper + " did not answer with credentials for " + registry + ".", e);
        }
    }

    private RegistryUser ofFile(JsonNode auths, String registry) throws ComponentException {
        JsonNode entry = auths.path(registry);
        Iterator<Map.Entry<String, JsonNode>> all = auths.fields();
        while (entry.isMissingNode() && all.hasNext()) {
            Map.Entry<String, JsonNode> candidate = all.next();
            if (ImageReference.registryKey(candidate.getKey()).equals(registry)) {
                entry = candidate.getValue();
            }
        }
        String token = entry.path("identitytoken").asText("");
        if (!token.isEmpty()) {
            secrets.add(token);
            return RegistryUser.withToken(registry, token);
        }
        String encoded = entry.path("auth").asText("");
        if (encoded.isEmpty()) {
            return RegistryUser.nobody(registry);
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                String password = pair.substring(colon + 1);
                secrets.add(password);
                secrets.add(encoded);
                return RegistryUser.named(registry, pair.substring(0, colon), password);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(registry, e);
        }
        throw malformed(registry, null);
    }

    private ComponentException malformed(String registry, @Nullable Throwable cause) {
        return new ComponentException(
                "The entry for " + registry + " in " + files.folder().resolve("config.json")
                        + " is malformed. Log in again with docker login " + registry + ".",
                cause);
    }
}
