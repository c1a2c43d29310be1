package io.jenkins.plugins.packer.cli.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between what is tested and moto or another counterpart for every service but EC2, which has {@link Ec2Proxy}: notes
 * what is asked, checks it against AWS's descriptions of the services where there is one, and lets a test step in.
 */
final class AwsProxy implements AutoCloseable {
    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]*)/\\d+/([^/]*)/([^/]*)/aws4_request");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "upgrade", "http2-settings", "transfer-encoding");

    /**
     * A request.
     *
     * @param service as it is signed for, such as {@code s3}
     * @param action such as {@code PutObject}
     * @param key the access key that signed
     * @param headers by name in lower case
     */
    record Seen(
            String method,
            String service,
            String region,
            String action,
            String key,
            String path,
            Map<String, String> headers,
            byte[] body) {
        String name() {
            return service + ":" + action;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What a test does around requests. */
    interface Intervention {
        /** When a request arrives, of which the body has not been read yet. */
        default void arriving(String method, String path) {}

        /** Answers in place of the service; null to let the request through. */
        Ec2Proxy.Answer before(Seen seen);

        /** After the service acted and before the answer goes back. */
        default void after(Seen seen) {}
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI moto;
    private final Map<String, URI> others;
    private final Map<String, ServiceModel> models;
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> cut = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private volatile Intervention intervention = unused -> null;

    /**
     * A proxy.
     *
     * @param others where services are that moto does not play
     * @param models descriptions by service
     */
    AwsProxy(URI moto, Map<String, URI> others, Map<String, ServiceModel> models) throws IOException {
        this.moto = moto;
        this.others = Map.copyOf(others);
        this.models = Map.copyOf(models);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The requests so far. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The requests so far, such as {@code s3:PutObject}. */
    List<String> names() {
        return seen.stream().map(Seen::name).toList();
    }

    /** What was wrong with them. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The paths of requests that ended before their bodies did. */
    List<String> cut() {
        return List.copyOf(cut);
    }

    void intervene(Intervention with) {
        intervention = with;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            intervention.arriving(exchange.getRequestMethod(), path);
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readAllBytes();
            } catch (IOException e) {
                cut.add(path);
                return;
            }
            Seen request = seen(exchange, body);
            seen.add(request);
            ServiceModel model = models.get(request.service());
            if (model != null) {
                model.mistakes(request).forEach(mistake -> mistakes.add(request.name() + ": " + mistake));
            }
            Ec2Proxy.Answer answer = intervention.before(request);
            if (answer != null) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
            } else {
                forward(exchange, request);
            }
        }
    }

    private static Seen seen(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Matcher scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        boolean signed = scope.find();
        String service = signed ? scope.group(3) : "";
        String path = exchange.getRequestURI().toString();
        String action;
        if (headers.containsKey("x-amz-target")) {
            action = headers.get("x-amz-target").replaceFirst(".*\\.", "");
        } else if (service.equals("s3")) {
            action = objectAction(exchange.getRequestMethod(), path);
        } else {
            action = String.valueOf(Ec2Proxy.parameters(new String(body, StandardCharsets.UTF_8))
                    .get("Action"));
        }
        return new Seen(
                exchange.getRequestMethod(),
                service,
                signed ? scope.group(2) : "",
                action,
                signed ? scope.group(1) : "",
                path,
                headers,
                body);
    }

    private static String objectAction(String method, String path) {
        return switch (method) {
            case "PUT" -> path.contains("partNumber=") ? "UploadPart" : "PutObject";
            case "POST" -> path.contains("?uploads") ? "CreateMultipartUpload" : "CompleteMultipartUpload";
            case "DELETE" -> path.contains("uploadId=") ? "AbortMultipartUpload" : "DeleteObject";
            case "GET" ->
                path.contains("uploads=")
                        ? "ListMultipartUploads"
                        : path.contains("list-type=2") ? "ListObjectsV2" : "GetObject";
            default -> method;
        };
    }

    private void forward(HttpExchange exchange, Seen seen) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(others.getOrDefault(seen.service(), moto)
                        .resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(seen.body()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            intervention.after(seen);
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
