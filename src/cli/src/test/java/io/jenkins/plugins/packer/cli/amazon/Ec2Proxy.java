package io.jenkins.plugins.packer.cli.amazon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Stands between what is tested and moto: checks each request against AWS's description of EC2, counts them, lets a test
 * step in before and after each, and does what moto leaves out ({@link MotoGaps}).
 */
final class Ec2Proxy implements AutoCloseable {
    /** What a test does around requests. */
    interface Intervention {
        /** Answers in place of EC2; null to let the request through. */
        default Answer before(int number, String action) {
            return null;
        }

        /** After EC2 acted and before the answer goes back; the returned answer is sent, null drops the connection. */
        default Answer after(int number, String action, Answer answer) {
            return answer;
        }
    }

    /** An HTTP answer. */
    record Answer(int status, String body, Map<String, String> headers) {
        Answer(int status, String body) {
            this(status, body, Map.of());
        }

        /** An error as EC2 writes it. */
        static Answer error(int status, String code, String message) {
            return new Answer(
                    status,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>" + code
                            + "</Code><Message>" + message
                            + "</Message></Error></Errors><RequestID>test</RequestID></Response>");
        }
    }

    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, String>> registered = new ConcurrentHashMap<>();
    private final Map<String, Integer> fastLaunch = new ConcurrentHashMap<>();
    private final Set<String> protectedImages = ConcurrentHashMap.newKeySet();
    private final Map<String, Answer> answered = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI moto;
    private final ServiceModel model;
    private final HttpServer server;
    private volatile Intervention intervention = new Intervention() {};

    Ec2Proxy(URI moto, ServiceModel model) throws IOException {
        this.moto = moto;
        this.model = model;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The requests so far, by the names of their actions. */
    List<String> actions() {
        return List.copyOf(actions);
    }

    /** The parameters of the requests for an action. */
    List<Map<String, String>> requests(String action) {
        return requests.stream()
                .filter(request -> action.equals(request.get("Action")))
                .toList();
    }

    /** What was wrong with them. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The images whose fast launch is enabled. */
    Set<String> fastLaunched() {
        return Set.copyOf(fastLaunch.keySet());
    }

    void intervene(Intervention with) {
        actions.clear();
        requests.clear();
        intervention = with;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body;
            try (InputStream in = exchange.getRequestBody()) {
                body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            Map<String, String> parameters = parameters(body);
            requests.add(parameters);
            String action = String.valueOf(parameters.get("Action"));
            int number;
            synchronized (this) {
                actions.add(action);
                number = actions.size();
            }
            model.mistakes(parameters).forEach(mistake -> mistakes.add(action + ": " + mistake));
            Answer answer = intervention.before(number, action);
            if (answer == null) {
                String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                answer = intervention.after(number, action, once(action, parameters, authorization));
            }
            if (answer == null) {
                return;
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Has moto act. A request that has a client token is done once, as EC2 does it and moto does not. */
    private Answer once(String action, Map<String, String> parameters, String authorization) throws IOException {
        String token = parameters.get("ClientToken");
        Answer earlier = token == null ? null : answered.get(action + " " + token);
        if (earlier != null) {
            return earlier;
        }
        Answer answer = new MotoGaps(query -> forward(query, authorization), registered, fastLaunch, protectedImages)
                .answer(parameters);
        if (token != null && answer.status() == HttpURLConnection.HTTP_OK) {
            answered.put(action + " " + token, answer);
        }
        return answer;
    }

    private Answer forward(String query, String authorization) throws IOException {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(moto)
                            .header("Authorization", authorization)
                            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static Map<String, String> parameters(String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
