import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command with a {@code PKR_VAR_ec2} that answers the requests to Amazon EC2 of one small build, as EC2 would, and does
 * nothing: {@code java StandInCloud.java COMMAND [ARGUMENT...]}. It makes the command load the classes of a whole build
 * where there is no cloud, see ../class-data-sharing.xml. Whatever else is asked for is refused. Where it cannot listen,
 * nothing answers, and the command gets less far. Ends with the command's exit code.
 */
public final class StandInCloud {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");

    /** What the instance does at the moment. */
    private volatile String state = "running";

    private StandInCloud() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        HttpServer server = null;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", new StandInCloud()::handle);
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

    private void handle(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher action = ACTION.matcher(request);
        String name = action.find() ? action.group(1) : "";
        String content = content(name, request);
        byte[] answer = (content == null
                        ? "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>" + name
                                + "</Message></Error></Errors><RequestID>example</RequestID></Response>"
                        : "<" + name + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                                + "<requestId>example</requestId>" + content + "</" + name + "Response>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(content == null ? 403 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The elements of an answer; null for a request that is none of such a build's. */
    private String content(String action, String request) {
        return switch (action) {
            case "DescribeImages" -> "<imagesSet>" + (request.contains("taken") ? "" : item(image())) + "</imagesSet>";
            case "CreateSecurityGroup" -> "<return>true</return><groupId>sg-0</groupId>";
            case "DescribeSecurityGroups" -> "<securityGroupInfo>" + item("<groupId>sg-0</groupId>")
                    + "</securityGroupInfo>";
            case "RunInstances" -> "<reservationId>r-0</reservationId><instancesSet>" + item(instance())
                    + "</instancesSet>";
            case "DescribeInstances" -> "<reservationSet>"
                    + item("<reservationId>r-0</reservationId><instancesSet>" + item(instance()) + "</instancesSet>")
                    + "</reservationSet>";
            case "DescribeInstanceStatus" -> "<instanceStatusSet/>";
            case "StopInstances" -> changed("stopped");
            case "TerminateInstances" -> changed("terminated");
            case "CreateImage" -> "<imageId>ami-1</imageId>";
            case "AuthorizeSecurityGroupIngress", "DeleteSecurityGroup", "DeleteKeyPair", "CreateTags" ->
                "<return>true</return>";
            case "CreateKeyPair" -> "<keyName>example</keyName><keyMaterial>" + key() + "</keyMaterial>";
            default -> null;
        };
    }

    private String changed(String next) {
        state = next;
        return "<instancesSet>" + item("<instanceId>i-0</instanceId>") + "</instancesSet>";
    }

    private String instance() {
        return "<instanceId>i-0</instanceId><imageId>ami-0</imageId><instanceState><name>" + state
                + "</name></instanceState><ipAddress>127.0.0.1</ipAddress><privateIpAddress>127.0.0.1</privateIpAddress>"
                + "<tagSet>" + item("<key>Name</key><value>example</value>") + "</tagSet>";
    }

    private static String image() {
        return "<imageId>ami-0</imageId><imageState>available</imageState><name>example</name>"
                + "<rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>"
                + item("<deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-0</snapshotId></ebs>")
                + "</blockDeviceMapping>";
    }

    private static String key() {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String item(String content) {
        return "<item>" + content + "</item>";
    }
}
