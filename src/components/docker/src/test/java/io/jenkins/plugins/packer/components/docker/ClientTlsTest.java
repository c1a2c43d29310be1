package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With keys and certificates that OpenSSL made, against a server that asks for the client's. */
class ClientTlsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeAuthority() throws Exception {
        Counterpart.require("openssl", Files.exists(Path.of("/usr/bin/openssl")), "Install openssl.");
        openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca-key.pem -out ca.pem");
    }

    private void openssl(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** Makes {@code key.pem} in a form and {@code cert.pem} for it. */
    private void makeCertificate(String form) throws Exception {
        switch (form) {
            case "pkcs8-rsa" -> openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem");
            case "pkcs1-rsa" -> openssl("genrsa -traditional -out key.pem 2048");
            case "pkcs8-ec" -> openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem");
            case "sec1-p256" -> openssl("ecparam -name prime256v1 -genkey -noout -out key.pem");
            case "sec1-p384" -> openssl("ecparam -name secp384r1 -genkey -noout -out key.pem");
            case "sec1-p521" -> openssl("ecparam -name secp521r1 -genkey -noout -out key.pem");
            default -> throw new IllegalArgumentException(form);
        }
        Files.writeString(folder.resolve("ext"), "subjectAltName=IP:127.0.0.1\n");
        openssl("req -new -key key.pem -subj /CN=someone -out request.pem");
        openssl("x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile ext"
                + " -out cert.pem");
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs8-rsa, PRIVATE KEY",
        "pkcs1-rsa, RSA PRIVATE KEY",
        "pkcs8-ec, PRIVATE KEY",
        "sec1-p256, EC PRIVATE KEY",
        "sec1-p384, EC PRIVATE KEY",
        "sec1-p521, EC PRIVATE KEY"
    })
    void connectsToAnEngineThatAsksForACertificate(String form, String label) throws Exception {
        makeCertificate(form);
        assertThat(folder.resolve("key.pem")).content().contains("-----BEGIN " + label + "-----");
        HttpsServer server = server();
        try {
            Endpoint endpoint =
                    Endpoint.of("tcp://127.0.0.1:" + server.getAddress().getPort(), folder, "a test");
            try (DockerEngine engine = DockerEngine.connect(endpoint, new Cancellation())) {
                assertThat(engine.offered()).hasToString("1.41");
            }
            // Somebody else's authority is not trusted.
            Path other = Files.createDirectory(folder.resolve("other"));
            openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout other/k.pem -out other/ca.pem");
            Files.copy(folder.resolve("key.pem"), other.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(folder.resolve("cert.pem"), other.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> DockerEngine.connect(
                            Endpoint.of(endpoint.host().toString(), other, "a test"), new Cancellation()))
                    .hasMessageContaining("Cannot reach the Docker engine")
                    .hasMessageContaining("TLS with " + other);
        } finally {
            server.stop(0);
        }
    }

    private HttpsServer server() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(new ClientTls(folder).getSSLContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/_ping", exchange -> {
            exchange.getResponseHeaders().add("Api-Version", "1.41");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void saysWhichFilesAreMissing() {
        assertThatThrownBy(() -> new ClientTls(folder.resolve("none")))
                .hasMessageContaining("Cannot read the TLS files for the Docker engine in " + folder.resolve("none"))
                .hasMessageContaining("DOCKER_CERT_PATH");
    }
}
