package io.jenkins.plugins.packer.cli.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A double of the two services behind Session Manager connections, Systems Manager and EC2 Instance Connect, which moto does
 * not play: it keeps sessions, and does not know the instance at the first question. What a request must have is from AWS's
 * description of them (botocore's {@code service-2.json}).
 */
final class SystemsManagerDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "AmazonSSM.StartSession", List.of("Target"),
            "AmazonSSM.TerminateSession", List.of("SessionId"),
            "AmazonSSM.DescribeSessions", List.of("State"),
            "AWSEC2InstanceConnectService.SendSSHPublicKey", List.of("InstanceId", "InstanceOSUser", "SSHPublicKey"));

    /** A request, by its target. */
    record Asked(String target, JsonNode body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Runnable beforeStart = () -> {};
    private volatile Runnable afterStart = () -> {};

    SystemsManagerDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "systems-manager-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    /** Has something done before a session is started. */
    void beforeStart(Runnable task) {
        beforeStart = task;
    }

    /** Has something done after a session is started and before anybody learns of it. */
    void afterStart(Runnable task) {
        afterStart = task;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for, as permissions have it. */
    Set<String> permissions() {
        Set<String> permissions = new TreeSet<>();
        asked.forEach(request -> permissions.add(request.target()
                .replace("AmazonSSM.", "ssm:")
                .replace("AWSEC2InstanceConnectService.", "ec2-instance-connect:")));
        return permissions;
    }

    /** The requests for an action. */
    List<JsonNode> requests(String target) {
        return asked.stream()
                .filter(request -> request.target().equals(target))
                .map(Asked::body)
                .toList();
    }

    /** Ids of the sessions that nobody has terminated, with their reasons. */
    Map<String, String> sessions() {
        return Map.copyOf(sessions);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(new Asked(target, body));
            boolean whole = REQUIRED.containsKey(target)
                    && REQUIRED.get(target).stream().allMatch(body::has)
                    && String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .startsWith("AWS4-HMAC-SHA256 Credential=AKIATEST/");
            boolean early =
                    target.equals("AmazonSSM.StartSession") && requests(target).size() == 1;
            if (!whole) {
                answer(
                        exchange,
                        400,
                        "{\"__type\":\"ValidationException\",\"message\":\"not what " + target + " takes\"}");
            } else if (early) {
                answer(
                        exchange,
                        400,
                        "{\"__type\":\"TargetNotConnected\",\"message\":\""
                                + body.path("Target").asText() + " is not connected.\"}");
            } else {
                answer(exchange, 200, done(target, body));
            }
        }
    }

    private String done(String target, JsonNode body) {
        switch (target) {
            case "AmazonSSM.StartSession":
                String id = "test-" + requests(target).size();
                beforeStart.run();
                sessions.put(id, body.path("Reason").asText());
                afterStart.run();
                return "{\"SessionId\":\"" + id + "\",\"TokenValue\":\"token-of-" + id
                        + "\",\"StreamUrl\":\"wss://ssmmessages.invalid/v1/data-channel/" + id + "\"}";
            case "AmazonSSM.TerminateSession":
                sessions.remove(body.path("SessionId").asText());
                return "{\"SessionId\":\"" + body.path("SessionId").asText() + "\"}";
            case "AmazonSSM.DescribeSessions":
                StringBuilder all = new StringBuilder();
                sessions.forEach((session, reason) -> all.append(all.isEmpty() ? "" : ",")
                        .append("{\"SessionId\":\"" + session + "\",\"Reason\":\"" + reason + "\"}"));
                return "{\"Sessions\":[" + all + "]}";
            default:
                return "{\"RequestId\":\"test\",\"Success\":true}";
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
