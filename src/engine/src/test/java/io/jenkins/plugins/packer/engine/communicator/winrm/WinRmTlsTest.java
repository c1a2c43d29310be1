package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.engine.testing.winrm.MachineCertificate;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinRmTlsTest {
    @TempDir
    static Path directory;

    private static MachineCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = new MachineCertificate(directory);
    }

    private static WinRmCommunicator communicator(WinRmDouble machine, boolean insecure, boolean ntlm) {
        WinRmSettings settings = new WinRmSettings(
                "127.0.0.1", machine.port(), "packer", "pässword", true, insecure, ntlm, false, Duration.ofSeconds(60));
        return WinRmCommunicator.of(settings, new TestContext(directory, List.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInsecureConnectionTakesAnyCertificateAndTiesTheLoginToIt(boolean ntlm) throws Exception {
        try (WinRmDouble machine = new WinRmDouble(certificate.tls(), certificate.bindings())) {
            machine.encryptedOnly().strictBindings();
            machine.programs(line -> WindowsProgram.printing("secure\r\n"));
            List<String> output = new ArrayList<>();
            communicator(machine, true, ntlm).execute(new RemoteCommand("x", output::add, output::add));
            assertThat(output).containsExactly("secure");
            assertThat(machine.violations()).isEmpty();
            assertThat(machine.openShells()).isZero();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedWithTheReason() throws Exception {
        try (WinRmDouble machine = new WinRmDouble(certificate.tls(), null)) {
            assertThatThrownBy(() ->
                            communicator(machine, false, false).execute(new RemoteCommand("x", line -> {}, line -> {})))
                    .hasMessageContaining("PKIX path building failed")
                    .hasMessageContaining("winrm_insecure");
            assertThat(machine.requests()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, HTTP/1.1 400 Bad Request, WinRM over HTTP wants winrm_use_ssl = false",
        "false, SSH-2.0-server, this may not be the port of WinRM",
        "false, '', the connection was closed without an answer: this may not be the port of WinRM"
    })
    void whateverElseAnswersIsNamed(boolean https, String answer, String message) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(other, https, answer));
            thread.setDaemon(true);
            thread.start();
            WinRmSettings settings = new WinRmSettings(
                    "127.0.0.1", other.getLocalPort(), "u", "p-word", https, true, false, true, Duration.ofSeconds(60));
            assertThatThrownBy(() -> WinRmCommunicator.connect(settings, null, new TestContext(directory, List.of())))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining(message);
            other.close();
            thread.join();
        }
    }

    /** Reads all of a request first, so that the answer is not lost with a connection that is reset. */
    private static void answer(ServerSocket server, boolean https, String text) {
        byte[] buffer = new byte[1 << 16];
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(60_000);
                StringBuilder request = new StringBuilder();
                while (!isWhole(request, https)) {
                    int count = client.getInputStream().read(buffer);
                    if (count < 0) {
                        break;
                    }
                    request.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
                client.getOutputStream()
                        .write((text.isEmpty() ? "" : text + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client hung up, or the test is over.
                continue;
            }
        }
    }

    /** A hello of TLS is one record. */
    private static boolean isWhole(CharSequence request, boolean https) {
        return https ? request.length() > 0 : request.toString().stripTrailing().endsWith("Envelope>");
    }
}
