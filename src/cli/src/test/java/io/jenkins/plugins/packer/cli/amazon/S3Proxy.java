package io.jenkins.plugins.packer.cli.amazon;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3 as s3proxy plays it (https://github.com/gaul/s3proxy), which Maven brings: a process of its own, in memory. It refuses
 * what is not signed as it was sent. Asked without what is tested.
 */
final class S3Proxy implements AutoCloseable {
    static final String ACCESS_KEY = "AKIATEST";
    static final String SECRET_KEY = "secret-of-the-test";

    private static final Pattern LISTENS = Pattern.compile("Started .*ServerConnector.*\\{(127\\.0\\.0\\.1:\\d+)}");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;
    private final AtomicInteger buckets = new AtomicInteger();

    private S3Proxy(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it.
     *
     * @param directory for its configuration
     */
    static S3Proxy start(Path directory) throws IOException {
        Path jar = Path.of(System.getProperty("packer.s3proxy", "s3proxy.jar"));
        Counterpart.require(
                "s3proxy, which plays S3", Files.exists(jar), "Run the tests with mvn verify, which copies it.");
        Path configuration = Files.write(
                directory.resolve("s3proxy.properties"),
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:0",
                        "s3proxy.authorization=aws-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        // Encryption is S3's own matter.
                        "s3proxy.ignore-unknown-headers=true",
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=unused",
                        "jclouds.credential=unused"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        "--properties",
                        configuration.toString())
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                drain(lines);
                return new S3Proxy(process, URI.create("http://" + listens.group(1)));
            }
            said.append(line).append('\n');
        }
        throw new IOException("s3proxy does not start: " + said);
    }

    /** A program whose output nobody reads comes to a halt. */
    private static void drain(BufferedReader lines) {
        Thread reader = new Thread(() -> lines.lines().forEach(line -> {}), "s3proxy-output");
        reader.setDaemon(true);
        reader.start();
    }

    URI address() {
        return address;
    }

    /** Makes a bucket and gives its name. */
    String bucket() throws IOException {
        String name = "images-" + buckets.incrementAndGet();
        ask("PUT", "/" + name, "");
        return name;
    }

    /** Puts an object there. */
    void put(String bucketAndKey, String content) throws IOException {
        ask("PUT", "/" + bucketAndKey, content);
    }

    /** Takes an object away. */
    void delete(String bucketAndKey) throws IOException {
        ask("DELETE", "/" + bucketAndKey, "");
    }

    /** The text of an object. */
    String object(String bucketAndKey) throws IOException {
        return ask("GET", "/" + bucketAndKey, "");
    }

    /** The keys in a bucket. */
    Set<String> objects(String bucket) throws IOException {
        return texts(ask("GET", "/" + bucket + "?list-type=2", ""), "Key");
    }

    /** The keys of uploads to a bucket that are not finished. */
    Set<String> uploads(String bucket) throws IOException {
        return texts(ask("GET", "/" + bucket + "?uploads=", ""), "Key");
    }

    /**
     * Lists in pages of one key, whatever number S3 would give at once.
     *
     * @param path of the request for a list
     */
    String page(String path) throws IOException {
        return ask("GET", path + "&max-keys=1", "");
    }

    private static Set<String> texts(String xml, String element) {
        Set<String> texts = new TreeSet<>();
        for (String found : Moto.found(xml, element)) {
            texts.add(found.substring(element.length() + 1)
                    .replace("&apos;", "'")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"));
        }
        return texts;
    }

    private String ask(String method, String path, String body) throws IOException {
        Signature signature = Signature.of(method, address.getAuthority(), path, body);
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("x-amz-date", signature.date())
                .header("x-amz-content-sha256", signature.digest())
                .header("Authorization", signature.authorization(ACCESS_KEY, SECRET_KEY))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
