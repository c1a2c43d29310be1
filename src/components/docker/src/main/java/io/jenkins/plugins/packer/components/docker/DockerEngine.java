package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Docker engine. It speaks the API itself (https://docs.docker.com/reference/api/engine/) over
 * docker-java's transport: docker-java's typed commands leave out what Packer needs, and what it takes to bind their
 * classes costs every build as much time as all of its requests. When the run is cancelled its sockets are closed, so
 * that whoever blocks on one ends.
 */
final class DockerEngine implements AutoCloseable {
    /** The newest version of the API that this component was written for; an older engine is talked to in its own. */
    private static final ApiVersion NEWEST = new ApiVersion(1, 46);

    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final Cancellation cancellation;
    private final DockerHttpClient http;
    private final ApiVersion version;
    private final ApiVersion offered;
    private final Cancellation.Registration registration;

    private DockerEngine(Endpoint endpoint, Cancellation cancellation, DockerHttpClient http, ApiVersion offered) {
        this.endpoint = endpoint;
        this.cancellation = cancellation;
        this.http = http;
        this.version = offered.compareTo(NEWEST) > 0 ? NEWEST : offered;
        this.offered = offered;
        this.registration = cancellation.onCancel(() -> close(http));
    }

    /**
     * Connects and agrees on a version of the API.
     *
     * @param cancellation closes the connection
     * @throws ComponentException when nothing answers there; the message names the endpoint
     */
    static DockerEngine connect(Endpoint endpoint, Cancellation cancellation) throws ComponentException {
        cancellation.check();
        DockerHttpClient http = transport(endpoint);
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> close(http))) {
            return new DockerEngine(endpoint, cancellation, http, ping(http));
        } catch (RuntimeException | IOException e) {
            close(http);
            cancellation.check();
            throw new ComponentException(
                    "Cannot reach the Docker engine at " + endpoint + ": " + rootReason(e) + ". " + remedy(e), e);
        }
    }

    /**
     * Asks for something that cannot be called back: the engine goes on without its client, and what it makes could come
     * to be after it was looked for to be removed. So the request has a connection of its own, which the end of the
     * run leaves alone, and its answer is waited for.
     *
     * @param request is given that connection
     */
    <T> T toItsEnd(Request<T> request) throws ComponentException {
        cancellation.check();
        try (DockerEngine own = new DockerEngine(endpoint, new Cancellation(), transport(endpoint), offered)) {
            return request.send(own);
        }
    }

    private static DockerHttpClient transport(Endpoint endpoint) throws ComponentException {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(endpoint.host())
                .sslConfig(tls(endpoint))
                .connectionTimeout(CONNECT)
                .build();
    }

    /** The TLS of an endpoint, or null for none. */
    private static @Nullable SSLConfig tls(Endpoint endpoint) throws ComponentException {
        Path certificates = endpoint.certificates();
        if (certificates != null) {
            return new ClientTls(certificates);
        }
        // A socket or pipe of this machine never has TLS, but for null the transport reads all certificates that Java
        // trusts. A TCP endpoint would be spoken to in TLS for anything but null.
        return "tcp".equals(endpoint.host().getScheme()) ? null : () -> SSLContext.getInstance("TLS");
    }

    private static ApiVersion ping(DockerHttpClient http) throws IOException {
        DockerHttpClient.Request request =
                DockerHttpClient.Request.builder().method("GET").path("/_ping").build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            if (response.getStatusCode() != 200) {
                throw new IOException("it answered with HTTP status " + response.getStatusCode());
            }
            String offered = header(response, "Api-Version");
            return offered.isEmpty() ? NEWEST : ApiVersion.parse(offered);
        }
    }

    private static String remedy(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("Permission denied")) {
                return "Give the user access to it, such as by adding it to the group docker.";
            }
        }
        return "Is it running? Start it, or set DOCKER_HOST or a Docker context to one that is.";
    }

    private static String rootReason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The newest version of the API that the engine offers. */
    ApiVersion offered() {
        return offered;
    }

    /**
     * Asks for something.
     *
     * @param what what it does, the beginning of a sentence
     * @param path with query, without version
     * @return the answer's JSON; empty where the engine does not know the path
     * @throws EngineException when the engine refuses it
     * @throws ComponentException when the connection fails
     */
    Optional<JsonNode> find(String what, String path) throws ComponentException {
        try (DockerHttpClient.Response response =
                execute(what, request("GET", path, Map.of()).build())) {
            return Optional.of(read(response));
        } catch (EngineException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            throw lost(what, e);
        }
    }

    /** Sends a request without content; the answer is of no interest. */
    void send(String what, String method, String path) throws ComponentException {
        execute(what, request(method, path, Map.of()).bodyBytes(new byte[0]).build())
                .close();
    }

    /**
     * Sends a request and reads one JSON answer.
     *
     * @param what what it does, the beginning of a sentence
     * @param path with query, without version
     * @param body its JSON
     */
    JsonNode post(String what, String path, JsonNode body) throws ComponentException {
        try (DockerHttpClient.Response response = execute(what, request("POST", path, body))) {
            return read(response);
        } catch (IOException | RuntimeException e) {
            throw lost(what, e);
        }
    }

    /**
     * Sends a request whose answer is what a container or a command in it writes.
     *
     * @param terminal whether that has a terminal
     * @throws IOException when the connection breaks while it writes
     */
    void output(String what, DockerHttpClient.Request request, boolean terminal, OutputFrames.Listener listener)
            throws ComponentException, IOException {
        try (DockerHttpClient.Response response = execute(what, request)) {
            new OutputFrames(response.getBody(), terminal).forEach(listener);
        }
    }

    /** Starts commands whose input is passed on. */
    StreamingExec streaming() {
        return new StreamingExec(endpoint, version, cancellation);
    }

    /** The answer's value of one header to a HEAD request, or empty where the engine does not know the path. */
    String head(String what, String path, String name) throws ComponentException {
        try (DockerHttpClient.Response response =
                execute(what, request("HEAD", path, Map.of()).build())) {
            return header(response, name);
        } catch (EngineException e) {
            if (e.isNotFound() || e.isInternal()) {
                return "";
            }
            throw e;
        }
    }

    /**
     * Sends a request whose answer is bytes.
     *
     * @param reader is given the answer
     */
    <T> T get(String what, String path, Reader<T> reader) throws ComponentException {
        try (DockerHttpClient.Response response =
                execute(what, request("GET", path, Map.of()).build())) {
            return reader.read(response.getBody());
        } catch (IOException | RuntimeException e) {
            throw lost(what, e);
        }
    }

    /** Sends bytes; the answer is of no interest. */
    void put(String what, String path, InputStream body) throws ComponentException {
        execute(
                        what,
                        request("PUT", path, Map.of("Content-Type", "application/x-tar"))
                                .body(body)
                                .build())
                .close();
    }

    /**
     * Sends a request whose answer is a stream of JSON objects that tells how the work goes on.
     *
     * @param body what is sent, or an empty stream
     * @param listener gets each object; an error among them ends the call
     */
    void stream(String what, String path, Map<String, String> headers, InputStream body, Listener listener)
            throws ComponentException {
        try (DockerHttpClient.Response response =
                        execute(what, request("POST", path, headers).body(body).build());
                JsonParser items = JsonTree.parser(response.getBody())) {
            for (JsonNode item = JsonTree.next(items); item != null; item = JsonTree.next(items)) {
                JsonNode error = item.path("error");
                if (!error.isMissingNode()) {
                    throw new EngineException(what, 0, error.asText(), null);
                }
                listener.next(item);
            }
            cancellation.check();
        } catch (IOException | RuntimeException e) {
            throw lost(what, e);
        }
    }

    /** A request without content, for {@link #output}. */
    DockerHttpClient.Request request(String method, String path) {
        return request(method, path, Map.of()).build();
    }

    /** A request with JSON, for {@link #output}. */
    DockerHttpClient.Request request(String method, String path, JsonNode body) {
        return request(method, path, Map.of("Content-Type", "application/json"))
                .bodyBytes(JsonTree.write(body).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private DockerHttpClient.Request.Builder request(String method, String path, Map<String, String> headers) {
        DockerHttpClient.Request.Builder builder = DockerHttpClient.Request.builder();
        builder.method(method).path("/v" + version + path).putAllHeaders(headers);
        return builder;
    }

    private DockerHttpClient.Response execute(String what, DockerHttpClient.Request request) throws ComponentException {
        cancellation.check();
        DockerHttpClient.Response response;
        try {
            response = http.execute(request);
        } catch (RuntimeException e) {
            throw lost(what, e);
        }
        if (response.getStatusCode() < 300) {
            return response;
        }
        throw refused(what, response);
    }

    private ComponentException refused(String what, DockerHttpClient.Response response) {
        int status = response.getStatusCode();
        try {
            String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            return new EngineException(what, status, reason(body.isBlank() ? "HTTP status " + status : body), null);
        } catch (IOException e) {
            return lost(what, e);
        } finally {
            response.close();
        }
    }

    private ComponentException lost(String what, Exception e) {
        if (e instanceof io.jenkins.plugins.packer.engine.run.CancelledException cancelled) {
            throw cancelled;
        }
        cancellation.check();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TarFailure) {
                return new ComponentException(what + " failed: " + cause.getMessage(), e);
            }
        }
        return new ComponentException(
                what + " failed: the connection to the Docker engine at " + endpoint + " broke: " + rootReason(e)
                        + ". Is the engine still running?",
                e);
    }

    /** The engine's own words out of {@code Status 404: {"message":"..."}}. */
    private String reason(String message) {
        int brace = message.indexOf('{');
        if (brace < 0) {
            return message.strip();
        }
        try {
            JsonNode parsed = JsonTree.read(message.substring(brace)).path("message");
            return parsed.isTextual() ? parsed.asText().strip() : message.strip();
        } catch (IOException e) {
            // Not JSON after all: the text itself says more than the parser's complaint.
            return message.strip();
        }
    }

    private static String header(DockerHttpClient.Response response, String name) {
        for (Map.Entry<String, java.util.List<String>> entry :
                response.getHeaders().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name) && !entry.getValue().isEmpty()) {
                return entry.getValue().get(0);
            }
        }
        return "";
    }

    private JsonNode read(DockerHttpClient.Response response) throws IOException {
        // To its very end: only then is the connection free for the next request.
        return JsonTree.read(response.getBody().readAllBytes());
    }

    /** A name as part of a path; its slashes stay. */
    static String path(String name) {
        return query(name).replace("+", "%20").replace("%2F", "/");
    }

    /** A value as part of a path's query. */
    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static void close(DockerHttpClient http) {
        try {
            http.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        registration.close();
        close(http);
    }

    /**
     * Asks an engine for something.
     *
     * @param <T> what it answers
     */
    @FunctionalInterface
    interface Request<T> {
        T send(DockerEngine engine) throws ComponentException;
    }

    /** Takes what a streaming request tells. */
    @FunctionalInterface
    interface Listener {
        void next(JsonNode item) throws ComponentException;
    }

    /**
     * Reads an answer.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream answer) throws IOException, ComponentException;
    }
}
