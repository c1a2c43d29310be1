package io.jenkins.plugins.packer.engine.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRemoteValuesTest {
    private final Redactor secrets = new Redactor();
    private HttpServer server;
    private String uri = "";
    private Headers headers = new Headers();
    private int status = 200;
    private String body = "";

    @TempDir
    Path directory;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            uri = exchange.getRequestURI().toString();
            headers = exchange.getRequestHeaders();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private HttpRemoteValues values(String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONSUL_HTTP_ADDR", address());
        environment.put("VAULT_ADDR", "http://" + address());
        environment.put("VAULT_TOKEN", "vault-token");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return new HttpRemoteValues(environment, secrets, (function, arguments) -> {
            if (arguments.get(1) == null) {
                throw new ComponentException(function + " has no value for " + arguments);
            }
            return function + " of " + String.join(", ", arguments);
        });
    }

    @Test
    void aConsulKeyIsReadWithTokenLoginAndNamespace() throws InterpolationException {
        body = "the value\n";
        HttpRemoteValues values =
                values("CONSUL_HTTP_TOKEN", "t", "CONSUL_HTTP_AUTH", "me:pw", "CONSUL_NAMESPACE", "team a");
        assertThat(values.consulKey("image/base one")).isEqualTo("the value\n");
        assertThat(uri).isEqualTo("/v1/kv/image/base%20one?raw=true&ns=team%20a");
        assertThat(headers.getFirst("X-Consul-Token")).isEqualTo("t");
        assertThat(headers.getFirst("Authorization")).isEqualTo("Basic bWU6cHc=");
    }

    @Test
    void aConsulTokenCanBeInAFile() throws InterpolationException, IOException {
        body = "x";
        Path file = Files.writeString(directory.resolve("token"), "from file\n");
        values("CONSUL_HTTP_TOKEN_FILE", file.toString()).consulKey("k");
        assertThat(headers.getFirst("X-Consul-Token")).isEqualTo("from file");
        assertThatThrownBy(() -> values("CONSUL_HTTP_TOKEN_FILE", "/none").consulKey("k"))
                .hasMessageContaining("cannot read CONSUL_HTTP_TOKEN_FILE /none");
    }

    @ParameterizedTest
    @CsvSource({
        "404, '', key does not exist at the given path: k",
        "200, '', value is empty at path k",
        "403, Permission denied, status 403: Permission denied",
        "500, '', status 500"
    })
    void aConsulKeyThatCannotBeReadIsSaid(int answer, String text, String message) {
        status = answer;
        body = text;
        assertThatThrownBy(() -> values().consulKey("k"))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"data\":{\"a\":\"s3cret\",\"n\":1},\"metadata\":{\"v\":[1,{}]}}}",
                "{\"warnings\":null,\"data\":{\"a\":\"s3cret\"}}"
            })
    void aVaultSecretOfEitherVersionIsReadAndRedacted(String answer) throws InterpolationException {
        body = answer;
        assertThat(values("VAULT_NAMESPACE", "ns1").vault("/secret/data/hello", "a"))
                .isEqualTo("s3cret");
        assertThat(uri).isEqualTo("/v1/secret/data/hello");
        assertThat(headers.getFirst("X-Vault-Token")).isEqualTo("vault-token");
        assertThat(headers.getFirst("X-Vault-Namespace")).isEqualTo("ns1");
        assertThat(secrets.redact("it is s3cret")).isEqualTo("it is <sensitive>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "404! {}! Vault Secret does not exist at the given path: p",
                "200! {\"data\":{\"data\":{\"b\":\"s3cret\"}}}! does not contain the requested key: a",
                "200! {\"data\":{\"b\":\"s3cret\"}}! p has no a",
                "200! {\"data\":{\"a\":{\"x\":\"s3cret\"}}}! is not a string",
                "200! {}! p has no a",
                "200! <html>s3cret! is not JSON",
                "403! {\"errors\":[\"permission denied\"]}! status 403: {\"errors\":[\"permission denied\"]}"
            })
    void aVaultSecretThatCannotBeReadIsSaidWithoutIt(int answer, String text, String message) {
        status = answer;
        body = text;
        assertThatThrownBy(() -> values().vault("p", "a"))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("vault-token");
    }

    @Test
    void whatAComponentYieldsIsKeptOutOfWhatIsPrinted() throws InterpolationException {
        assertThat(values().call("secret", List.of("web", "password"))).isEqualTo("secret of web, password");
        assertThat(secrets.redact("got secret of web, password")).isEqualTo("got <sensitive>");
        assertThatThrownBy(() -> values().call("secret", Arrays.asList("web", null)))
                .isInstanceOf(InterpolationException.class)
                .hasMessage("secret has no value for [web, null]");
    }

    @Test
    void vaultWantsAToken() {
        assertThatThrownBy(() -> values("VAULT_TOKEN", "").vault("p", "a"))
                .hasMessageContaining("Must set VAULT_TOKEN");
    }

    @Test
    void aSettingThatIsNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> values("VAULT_SKIP_VERIFY", "true").vault("p", "a"))
                .hasMessageContaining("VAULT_SKIP_VERIFY is set");
        assertThatThrownBy(() -> values("CONSUL_CLIENT_CERT", "x").consulKey("a"))
                .hasMessageContaining("CONSUL_CLIENT_CERT is set");
        assertThatThrownBy(() -> values("CONSUL_HTTP_ADDR", "unix:///x").consulKey("a"))
                .hasMessageContaining("sockets are not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://a b", "ftp://localhost", "nonsense"})
    void anAddressThatIsNoneIsSaid(String bad) {
        assertThatThrownBy(() -> values("VAULT_ADDR", bad).vault("p", "a"))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining("not an");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        server.stop(0);
        assertThatThrownBy(() -> values().consulKey("k"))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining("is the address right?");
    }

    @Test
    void certificateAuthoritiesThatCannotBeReadAreSaid() {
        assertThatThrownBy(() -> values("VAULT_CACERT", "/none.pem").vault("p", "a"))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining("/none.pem");
    }
}
