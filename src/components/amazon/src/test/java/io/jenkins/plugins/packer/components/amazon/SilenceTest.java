package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Region;

class SilenceTest {
    private static final byte[] REGIONS = """
        <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><regionInfo><item>
        <regionName>eu-west-1</regionName></item></regionInfo></DescribeRegionsResponse>
        """.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void aRequestThatIsNotAnsweredIsSentAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                if (asked.incrementAndGet() == 1) {
                    end.await();
                }
                exchange.sendResponseHeaders(200, REGIONS.length);
                exchange.getResponseBody().write(REGIONS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        AccessOptions options = AccessOptions.inRegion("eu-west-1", address, null, null, false);
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIATEST", "AWS_SECRET_ACCESS_KEY", "secret");
        Cancellation cancellation = new Cancellation();
        try (AwsConnection aws = AwsConnection.open(options, keys, directory, cancellation, Duration.ofSeconds(1))) {
            assertThat(aws.ec2(cancellation)
                            .call("Listing the regions", client -> client.describeRegions())
                            .regions())
                    .extracting(Region::regionName)
                    .containsExactly("eu-west-1");
        } finally {
            end.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
        assertThat(asked).hasValueGreaterThan(1);
    }
}
