package io.jenkins.plugins.packer.cli.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The metadata service of the instance that a build runs on, in its second version: it answers only who has fetched a token
 * before (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html). Besides, whoever
 * asks for {@code /signal} sets off what a test wants.
 */
final class MetadataDouble implements AutoCloseable {
    private static final String TOKEN = "token-of-the-test";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String instance = "";
    private volatile String region = "us-east-1";
    private volatile Runnable signal = () -> {};

    MetadataDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void is(String id, String inRegion) {
        instance = id;
        region = inRegion;
    }

    void onSignal(Runnable work) {
        signal = work;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/signal")) {
                signal.run();
                send(exchange, 200, "");
            } else if (exchange.getRequestMethod().equals("PUT") && path.equals("/latest/api/token")) {
                exchange.getResponseHeaders()
                        .set(
                                "x-aws-ec2-metadata-token-ttl-seconds",
                                exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token-ttl-seconds"));
                send(exchange, 200, TOKEN);
            } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"))) {
                send(exchange, 401, "");
            } else if (path.equals("/latest/dynamic/instance-identity/document")) {
                send(
                        exchange,
                        200,
                        "{\"instanceId\": \"" + instance + "\", \"region\": \"" + region
                                + "\", \"version\": \"2017-09-30\"}");
            } else {
                send(exchange, 404, "");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
