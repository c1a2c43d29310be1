import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Runs a command with a {@code PKR_VAR_ec2} where something answers requests to Amazon EC2 and does nothing: {@code java
 * StandInCloud.java COMMAND [ARGUMENT...]}. It makes the command load the classes that a build's first requests take, see
 * ../class-data-sharing.xml: there are no images of the name, and whatever else is asked for is refused. Where it cannot
 * listen, nothing answers, and the command gets less far. Ends with the command's exit code.
 */
public final class StandInCloud {
    private StandInCloud() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        HttpServer server = null;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", StandInCloud::answer);
            server.start();
            builder.environment().put("PKR_VAR_ec2", "http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException e) {
            System.err.println("StandInCloud: cannot listen: " + e);
        }
        int exit = builder.start().waitFor();
        if (server != null) {
            server.stop(0);
        }
        System.exit(exit);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = request.contains("Action=DescribeImages&");
        byte[] answer = (known
                        ? "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                                + "<requestId>example</requestId><imagesSet/></DescribeImagesResponse>"
                        : "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>example</Message></Error>"
                                + "</Errors><RequestID>example</RequestID></Response>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(known ? 200 : 403, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
