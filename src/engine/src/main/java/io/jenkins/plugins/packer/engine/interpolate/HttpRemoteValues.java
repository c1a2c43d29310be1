package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks Consul and Vault over HTTP, as their own clients find them: by {@code CONSUL_HTTP_ADDR}, {@code
 * CONSUL_HTTP_TOKEN}, {@code VAULT_ADDR}, {@code VAULT_TOKEN} and the like. A setting that would change the connection
 * and is not supported is refused by name. What needs more than that, components do.
 *
 * @see <a href="https://developer.hashicorp.com/consul/commands#environment-variables">Consul's variables</a>
 * @see <a href="https://developer.hashicorp.com/vault/docs/commands#environment-variables">Vault's variables</a>
 */
public final class HttpRemoteValues implements RemoteValues {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String[] CONSUL_REFUSED = {
        "CONSUL_CAPATH", "CONSUL_CLIENT_CERT", "CONSUL_CLIENT_KEY", "CONSUL_TLS_SERVER_NAME", "CONSUL_HTTP_SSL_VERIFY"
    };
    private static final String[] VAULT_REFUSED = {
        "VAULT_CAPATH",
        "VAULT_CACERT_BYTES",
        "VAULT_CLIENT_CERT",
        "VAULT_CLIENT_KEY",
        "VAULT_TLS_SERVER_NAME",
        "VAULT_SKIP_VERIFY",
        "VAULT_PROXY_ADDR",
        "VAULT_HTTP_PROXY",
        "VAULT_SRV_LOOKUP",
        "VAULT_CLIENT_TIMEOUT"
    };

    private final Map<String, String> environment;
    private final Redactor secrets;
    private final ComponentFunctions components;

    /**
     * @param environment environment of the run
     * @param secrets gets what Vault and components answer, so that nothing printed shows it
     * @param components the functions of components
     */
    public HttpRemoteValues(Map<String, String> environment, Redactor secrets, ComponentFunctions components) {
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
        this.components = components;
    }

    @Override
    public String consulKey(String key) throws InterpolationException {
        refuse("consul_key", CONSUL_REFUSED);
        String query =
                "raw=true" + parameter("&ns=", "CONSUL_NAMESPACE") + parameter("&partition=", "CONSUL_PARTITION");
        HttpRequest.Builder request = request(uri(consulAddress(), "/v1/kv/" + key, query));
        String token = consulToken();
        if (!token.isEmpty()) {
            request.header("X-Consul-Token", token);
        }
        String login = setting("CONSUL_HTTP_AUTH", "");
        if (!login.isEmpty()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        HttpResponse<String> response = send("consul key " + key, request.build(), setting("CONSUL_CACERT", ""));
        if (response.statusCode() == 404) {
            throw new InterpolationException("key does not exist at the given path: " + key);
        }
        requireSuccess("consul key " + key, response);
        if (response.body().isEmpty()) {
            throw new InterpolationException("value is empty at path " + key);
        }
        return response.body();
    }

    @Override
    public String vault(String path, String key) throws InterpolationException {
        String token = setting("VAULT_TOKEN", "");
        if (token.isEmpty()) {
            throw new InterpolationException("Must set VAULT_TOKEN env var in order to use vault template function");
        }
        refuse("vault", VAULT_REFUSED);
        String address = setting("VAULT_AGENT_ADDR", setting("VAULT_ADDR", "https://127.0.0.1:8200"));
        String absolute = path.startsWith("/") ? path.substring(1) : path;
        HttpRequest.Builder request = request(uri(address, "/v1/" + absolute, null))
                .header("X-Vault-Token", token)
                .header("X-Vault-Request", "true");
        String namespace = setting("VAULT_NAMESPACE", "");
        if (!namespace.isEmpty()) {
            request.header("X-Vault-Namespace", namespace);
        }
        HttpResponse<String> response = send("vault secret " + path, request.build(), setting("VAULT_CACERT", ""));
        if (response.statusCode() == 404) {
            throw new InterpolationException("Vault Secret does not exist at the given path: " + path);
        }
        requireSuccess("vault secret " + path, response);
        String value = VaultSecret.field(response.body(), path, key);
        secrets.add(value);
        return value;
    }

    @Override
    public String call(String function, List<@Nullable String> arguments) throws InterpolationException {
        try {
            String value = components.call(function, arguments);
            secrets.add(value);
            return value;
        } catch (ComponentException e) {
            throw new InterpolationException(String.valueOf(e.getMessage()), e);
        }
    }

    private String consulAddress() throws InterpolationException {
        String address = setting("CONSUL_HTTP_ADDR", "127.0.0.1:8500");
        if (address.startsWith("unix://")) {
            throw new InterpolationException(
                    "CONSUL_HTTP_ADDR is " + address + ": sockets are not supported, use http:// or https://");
        }
        if (address.contains("://")) {
            return address;
        }
        return (isTrue(setting("CONSUL_HTTP_SSL", "")) ? "https://" : "http://") + address;
    }

    private String consulToken() throws InterpolationException {
        String file = setting("CONSUL_HTTP_TOKEN_FILE", "");
        if (file.isEmpty()) {
            return setting("CONSUL_HTTP_TOKEN", "");
        }
        try {
            return Files.readString(Path.of(file)).trim();
        } catch (IOException e) {
            throw new InterpolationException("cannot read CONSUL_HTTP_TOKEN_FILE " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("t");
    }

    private String setting(String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private String parameter(String prefix, String name) {
        String value = setting(name, "");
        return value.isEmpty() ? "" : prefix + value;
    }

    private void refuse(String function, String[] names) throws InterpolationException {
        for (String name : names) {
            if (!setting(name, "").isEmpty()) {
                throw new InterpolationException(name + " is set, which " + function
                        + " does not support: unset it, or pass the value as a variable");
            }
        }
    }

    private static URI uri(String address, String path, @Nullable String query) throws InterpolationException {
        try {
            URI base = new URI(address);
            if (base.getHost() == null) {
                throw new InterpolationException("not an address of a server: " + address);
            }
            String prefix = base.getPath() == null || base.getPath().equals("/") ? "" : base.getPath();
            return new URI(base.getScheme(), base.getAuthority(), prefix + path, query, null);
        } catch (URISyntaxException e) {
            throw new InterpolationException("not an address of a server: " + address + ": " + e.getMessage(), e);
        }
    }

    private static HttpRequest.Builder request(URI uri) throws InterpolationException {
        try {
            return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new InterpolationException("not an http or https address: " + uri, e);
        }
    }

    private static HttpResponse<String> send(String what, HttpRequest request, String certificates)
            throws InterpolationException {
        try {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .version(HttpClient.Version.HTTP_1_1);
            if (!certificates.isEmpty()) {
                client.sslContext(TrustedCertificates.context(Path.of(certificates)));
            }
            return client.build().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException e) {
            throw new InterpolationException(
                    "error reading " + what + " from " + request.uri() + ": " + e + "; is the address right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterpolationException("interrupted while reading " + what + " from " + request.uri(), e);
        }
    }

    private static void requireSuccess(String what, HttpResponse<String> response) throws InterpolationException {
        if (response.statusCode() / 100 != 2) {
            String body = response.body().strip();
            String shown = body.length() > 300 ? body.substring(0, 300) + "..." : body;
            throw new InterpolationException("error reading " + what + " from " + response.uri() + ": status "
                    + response.statusCode() + (shown.isEmpty() ? "" : ": " + shown));
        }
    }
}
