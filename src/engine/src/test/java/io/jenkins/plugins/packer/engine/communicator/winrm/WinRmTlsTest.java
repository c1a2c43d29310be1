package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.engine.testing.winrm.MachineCertificate;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
}
