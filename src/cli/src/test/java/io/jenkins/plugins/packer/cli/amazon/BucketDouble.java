package io.jenkins.plugins.packer.cli.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** A double of S3: keeps objects, lists them by what their keys begin with, and deletes them where a request is signed. */
final class BucketDouble implements AutoCloseable {
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    BucketDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts an empty object there. */
    void put(String bucketAndKey) {
        objects.put(bucketAndKey, new byte[0]);
    }

    /** Bucket and key of each object. */
    Set<String> objects() {
        return Set.copyOf(objects.keySet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            String method = exchange.getRequestMethod();
            boolean signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .matches("AWS4-HMAC-SHA256 Credential=AKIATEST/\\d{8}/us-east-1/s3/aws4_request, .*");
            if (method.equals("PUT")) {
                objects.put(path, exchange.getRequestBody().readAllBytes());
                answer(exchange, 200, "");
            } else if (!signed) {
                answer(exchange, 403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
            } else if (method.equals("DELETE")) {
                objects.remove(path);
                answer(exchange, 204, "");
            } else {
                answer(
                        exchange,
                        200,
                        list(path, Ec2Proxy.parameters(exchange.getRequestURI().getRawQuery())));
            }
        }
    }

    /** Pages of one key each. */
    private String list(String bucket, Map<String, String> query) {
        String after = query.getOrDefault("continuation-token", "");
        var found = objects.keySet().stream()
                .filter(key -> key.startsWith(bucket + query.getOrDefault("prefix", "")))
                .map(key -> key.substring(bucket.length()))
                .filter(key -> key.compareTo(after) > 0)
                .collect(Collectors.toList());
        if (found.isEmpty()) {
            return "<ListBucketResult></ListBucketResult>";
        }
        String next = found.size() > 1 ? "<NextContinuationToken>" + found.get(0) + "</NextContinuationToken>" : "";
        return "<ListBucketResult>" + next + "<Contents><Key>" + found.get(0) + "</Key></Contents></ListBucketResult>";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
