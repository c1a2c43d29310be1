import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a command with a {@code DOCKER_HOST} that answers the requests of one small docker build, as a Docker engine
 * would, and does nothing: {@code java StandInEngine.java COMMAND [ARGUMENT...]}. It makes the command load the classes
 * of a whole build where there is no engine, see ../class-data-sharing.xml. Where it cannot listen, nothing answers, and
 * the command gets less far. Ends with the command's exit code.
 */
public final class StandInEngine {
    private static final String ID = "0123456789abcdef".repeat(4);

    /** What containers are asked to be labelled with: who created one finds it by that. */
    private volatile String labels = "{}";

    private StandInEngine() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("packer");
        Path socket = folder.resolve("docker.sock");
        int exit;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                server.bind(UnixDomainSocketAddress.of(socket));
                StandInEngine engine = new StandInEngine();
                start(() -> engine.listen(server));
            } catch (IOException e) {
                System.err.println("StandInEngine: cannot listen on " + socket + ": " + e);
            }
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DOCKER_HOST", "unix://" + socket);
            builder.environment().put("DOCKER_CONFIG", folder.toString());
            exit = builder.start().waitFor();
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
        System.exit(exit);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The command has ended.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
                OutputStream out = Channels.newOutputStream(connection)) {
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                String[] parts = request.split(" ");
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                String body = body(in, headers);
                out.write(answer(parts[0], parts[1].replaceFirst("^/v[0-9.]+/", "/").replaceFirst("\\?.*", ""), body));
                out.flush();
            }
        } catch (IOException e) {
            System.err.println("StandInEngine: " + e);
        }
    }

    private byte[] answer(String method, String path, String body) {
        String call = method + " " + path.replace(ID, "ID");
        if (call.equals("POST /containers/create")) {
            int start = body.indexOf("\"Labels\":") + "\"Labels\":".length();
            labels = body.substring(start, body.indexOf('}', start) + 1);
        }
        return switch (call) {
            case "GET /_ping" -> response("200 OK", "Api-Version: 1.46\r\n", "OK");
            case "GET /images/example/json", "GET /images/sha256:ID/json", "GET /images/sha256%3AID/json" ->
                json("{'Id':'sha256:" + ID + "','RepoTags':['example:latest'],'RepoDigests':[],'Size':1234567,'Config':{"
                        + "'Cmd':['/bin/sh'],'Env':['PATH=/bin'],'Labels':null},'RootFS':{'Layers':['sha256:" + ID
                        + "']}}");
            case "POST /containers/create" -> response("201 Created", "", "{\"Id\":\"" + ID + "\",\"Warnings\":[]}");
            case "GET /containers/ID/json" -> container();
            case "HEAD /containers/ID/archive" -> directory();
            case "PUT /containers/ID/archive" -> response("200 OK", "", "");
            case "POST /containers/ID/exec" -> response("201 Created", "", "{\"Id\":\"" + ID + "\"}");
            case "POST /exec/ID/start" -> chunked("\1\0\0\0\0\0\0\3ok\n\2\0\0\0\0\0\0\3no\n");
            case "GET /exec/ID/json" -> json("{'ID':'" + ID + "','Running':false,'ExitCode':0}");
            case "POST /commit" -> response("201 Created", "", "{\"Id\":\"sha256:" + ID + "\"}");
            case "POST /images/sha256:ID/tag", "POST /images/sha256%3AID/tag" -> response("201 Created", "", "");
            case "POST /containers/ID/start", "DELETE /containers/ID" ->
                "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
            default ->
                path.startsWith("/containers/packer-") && method.equals("GET")
                        ? container()
                        : response("404 Not Found", "", "{\"message\":\"No such thing: " + call + "\"}");
        };
    }

    private byte[] container() {
        return json("{'Id':'" + ID + "','State':{'Status':'running','Running':true,'Paused':false,'ExitCode':0},"
                + "'Config':{'User':'','Tty':true,'Labels':" + labels.replace('"', '\'') + "},"
                + "'NetworkSettings':{'IPAddress':'','Networks':{'bridge':{'IPAddress':'172.17.0.2'}}}}");
    }

    /** A description of a directory: bit 31 of the mode says so. */
    private static byte[] directory() {
        String stat = "{\"name\":\"tmp\",\"size\":4096,\"mode\":2148532735,\"linkTarget\":\"\"}";
        String header = Base64.getEncoder().encodeToString(stat.getBytes(StandardCharsets.UTF_8));
        return ("HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: " + header + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] json(String text) {
        return chunked(text.replace('\'', '"'));
    }

    private static byte[] response(String status, String headers, String body) {
        return ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunked(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return text(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(text(in, size));
            line(in);
        }
        line(in);
        return body.toString();
    }

    private static String text(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a request was cut short");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A line without its end; empty at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
