import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Runs a command with moto behind a relay and prints the seconds from the start of the process to its first request, then
 * those to its end: {@code java FirstCall.java OUTPUT http://HOST:PORT COMMAND [ARGUMENT...]}. {@code @} in an argument is
 * the relay's address, OUTPUT a file for what the command writes. Ends with 1 if the command fails.
 *
 * <p>Of a request for an image the relay takes the tags away: moto 5.1.1 fails where an image and its snapshots get some.
 */
public final class FirstCall {
    private static final double NANOSECONDS = 1e9;

    private final URI moto;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong first = new AtomicLong();

    private FirstCall(URI moto) {
        this.moto = moto;
    }

    public static void main(String[] arguments) throws Exception {
        File output = new File(arguments[0]);
        FirstCall relay = new FirstCall(URI.create(arguments[1]).resolve("/"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", relay::handle);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        List<String> command = new ArrayList<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            command.add(argument.equals("endpoint=@") ? "endpoint=" + address : argument);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .redirectInput(new File("/dev/null"));
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        long end = System.nanoTime();
        if (status != 0 || relay.first.get() == 0) {
            System.err.println(Files.readString(output.toPath()));
            System.err.println("FirstCall: exit code " + status + " of " + command);
            System.exit(1);
        }
        System.out.printf("%.3f %.3f%n", (relay.first.get() - start) / NANOSECONDS, (end - start) / NANOSECONDS);
        System.exit(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            first.compareAndSet(0, System.nanoTime());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(moto)
                            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(known(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String known(String body) {
        if (!body.contains("Action=CreateImage")) {
            return body;
        }
        return Arrays.stream(body.split("&"))
                .filter(parameter -> !parameter.startsWith("TagSpecification."))
                .collect(Collectors.joining("&"));
    }
}
