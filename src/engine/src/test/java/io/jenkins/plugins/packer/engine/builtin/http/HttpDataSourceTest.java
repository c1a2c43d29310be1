package io.jenkins.plugins.packer.engine.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestDataContext;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDataSourceTest {
    @TempDir
    Path directory;

    private final HttpDataSource source = new HttpDataSource();
    private final List<String> requests = new ArrayList<>();
    private Headers received = new Headers();
    private final Headers answer = new Headers();
    private int status = 200;
    private String body = "hello";
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        answer.set("Content-Type", "text/plain; charset=utf-8");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received = exchange.getRequestHeaders();
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            String path = exchange.getRequestURI().getPath();
            boolean redirected = path.startsWith("/redirect/");
            if (redirected) {
                String[] parts = path.split("/");
                exchange.getResponseHeaders().set("Location", parts.length > 3 ? "/" + parts[3] : path);
                exchange.sendResponseHeaders(Integer.parseInt(parts[2]), -1);
            } else {
                exchange.getResponseHeaders().putAll(answer);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                boolean none = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
                if (!none) {
                    exchange.getResponseBody().write(bytes);
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Map<String, Value> read(String url, String method, Map<String, String> headers, String requestBody)
            throws ComponentException {
        return source.read(new HttpDataConfiguration(url, method, headers, requestBody), new TestDataContext(directory))
                .entryMap();
    }

    @Test
    void theAnswerIsTheOutput() throws ComponentException {
        answer.add("x-list", "a");
        answer.add("x-list", "b");
        Map<String, Value> output = read(url("/images?x=1"), "", Map.of("X-Token", "t"), null);
        assertThat(requests).containsExactly("GET /images?x=1 ");
        assertThat(received.getFirst("X-Token")).isEqualTo("t");
        assertThat(output.get("url").asString()).isEqualTo(url("/images?x=1"));
        assertThat(output.get("body").asString()).isEqualTo("hello");
        Map<String, Value> headers = output.get("request_headers").entryMap();
        assertThat(headers.get("Content-Type").asString()).isEqualTo("text/plain; charset=utf-8");
        assertThat(headers.get("X-List").asString()).isEqualTo("a, b");
        assertThat(headers).containsKey("Content-Length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void everyMethodIsSentWithItsBody(String method) throws ComponentException {
        String sent = method.equals("HEAD") || method.equals("GET") ? "" : "{}";
        read(url("/"), method, Map.of(), sent);
        assertThat(requests).containsExactly(method + " / " + sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 201, 299})
    void everyStatusOfSuccessIsGood(int good) throws ComponentException {
        status = good;
        body = good == 204 ? "" : "x";
        assertThat(read(url("/"), "GET", Map.of(), null)).containsKey("body");
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 404, 500})
    void everyOtherStatusIsAnErrorThatShowsTheAnswer(int bad) {
        status = bad;
        body = bad == 304 ? "" : "no such image";
        assertThatThrownBy(() -> read(url("/x"), "GET", Map.of(), null))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("GET " + url("/x") + " failed. Response code: " + bad)
                .hasMessageContaining(body);
    }

    @Test
    void whatIsNoTextIsWarnedOf() throws ComponentException {
        answer.set("Content-Type", "application/octet-stream");
        TestDataContext context = new TestDataContext(directory);
        source.read(new HttpDataConfiguration(url("/"), "GET", Map.of(), null), context);
        assertThat(context.warnings()).singleElement().asString().contains("application/octet-stream");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, true",
        "TEXT/HTML; charset=UTF-8, true",
        "application/json, true",
        "application/json; charset=\"utf-8\", true",
        "text/plain; charset=iso-8859-1, false",
        "application/samlmetadata+xml, true",
        "application/xml, false",
        "text/, false",
        "'', false"
    })
    void textsAreKnownByTheirContentType(String type, boolean text) {
        assertThat(MediaType.isText(type)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "301, GET, 'GET /there '",
        "302, POST, 'GET /there '",
        "303, PUT, 'GET /there '",
        "307, POST, 'POST /there body'",
        "308, PUT, 'PUT /there body'"
    })
    void redirectsChangeTheMethodAsGoDoes(int code, String method, String second) throws ComponentException {
        read(url("/redirect/" + code + "/there"), method, Map.of(), method.equals("GET") ? null : "body");
        assertThat(requests).hasSize(2).last().isEqualTo(second);
    }

    @Test
    void anEndlessRedirectEnds() {
        assertThatThrownBy(() -> read(url("/redirect/302"), "GET", Map.of(), null))
                .hasMessageContaining("redirected more than 10 times");
        assertThat(requests).hasSize(11);
    }

    @Test
    void aLoginDoesNotGoToAnotherHost() throws ComponentException {
        answer.set("Location", "http://localhost:" + server.getAddress().getPort() + "/redirect/302/there");
        status = 302;
        assertThatThrownBy(() -> read(url("/"), "GET", Map.of("Authorization", "Bearer x", "X-Other", "y"), null))
                .hasMessageContaining("more than 10 times");
        assertThat(received.getFirst("Authorization")).isNull();
        assertThat(received.getFirst("X-Other")).isEqualTo("y");
    }

    @Test
    void aLoginInTheAddressIsSentAndNotShown() throws ComponentException {
        String address = url("/").replace("//", "//me:p%40ss@");
        read(address, "GET", Map.of(), null);
        assertThat(received.getFirst("Authorization")).isEqualTo("Basic bWU6cEBzcw==");
        status = 500;
        assertThatThrownBy(() -> read(address, "GET", Map.of(), null))
                .hasMessageContaining("GET " + url("/"))
                .hasMessageNotContaining("p%40ss");
    }

    @Test
    void cancellationEndsTheWaiting() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestDataContext context = new TestDataContext(directory);
            Thread accepting = new Thread(() -> {
                try (Socket socket = silent.accept()) {
                    socket.getInputStream().read();
                    context.cancellation().cancel("interrupted");
                } catch (IOException e) {
                    context.cancellation().cancel("the client did not come");
                }
            });
            accepting.start();
            HttpDataConfiguration configuration =
                    new HttpDataConfiguration("http://127.0.0.1:" + silent.getLocalPort(), "GET", Map.of(), null);
            assertThatThrownBy(() -> source.read(configuration, context))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("interrupted");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> read("http://127.0.0.1:" + free + "/x", "GET", Map.of(), null))
                .hasMessageContaining("GET http://127.0.0.1:" + free + "/x failed: nothing answers")
                .hasMessageContaining("HTTP_PROXY");
        assertThatThrownBy(() -> read("http://no-such-host.invalid/", "GET", Map.of(), null))
                .hasMessageContaining("the name of the host is not known");
    }

    @Test
    void whatCannotBeAskedIsFoundBeforehand() {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        source.check(
                new HttpDataConfiguration("ftp://example.com", "get", Map.of("host", "x", "X-Good", "y"), null), check);
        assertThat(check.errors())
                .anyMatch(error -> error.contains("not an http or https address"))
                .anyMatch(error -> error.contains("\"get\" is not one of HEAD, GET"))
                .anyMatch(error -> error.contains("The header \"host\" is set by the connection"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, proxy:3128",
        "https://example.com/, secure:80",
        "http://localhost/, ''",
        "http://127.0.0.1:8080/, ''",
        "http://internal.corp/, ''",
        "http://a.internal.corp/, ''",
        "http://internal.corporation/, proxy:3128",
        "http://only.sub/, proxy:3128",
        "http://a.only.sub/, ''",
        "http://port.example:8080/, ''",
        "http://port.example/, proxy:3128",
        "http://10.1.2.3/, ''",
        "http://11.1.2.3/, proxy:3128"
    })
    void proxiesAreThoseOfTheEnvironment(String address, String proxy) {
        EnvironmentProxies proxies = new EnvironmentProxies(Map.of(
                "http_proxy",
                "proxy:3128",
                "HTTPS_PROXY",
                "http://secure",
                "NO_PROXY",
                "internal.corp, .only.sub,port.example:8080,10.0.0.0/8"));
        InetSocketAddress chosen =
                (InetSocketAddress) proxies.select(URI.create(address)).get(0).address();
        assertThat(chosen == null ? "" : chosen.getHostString() + ":" + chosen.getPort())
                .isEqualTo(proxy);
    }
}
