package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble.Trouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that read input. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class WinRmStreamTest extends WinRmFixture {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int stream(boolean ntlm, InputStream input, OutputStream to) throws ComponentException {
        WinRmSettings settings = new WinRmSettings(
                "127.0.0.1", machine.port(), "packer", "pässword", false, false, ntlm, true, Duration.ofMinutes(1));
        return WinRmCommunicator.of(settings, context).stream(new StreamedCommand("eat", input, to, errors));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommandGetsAllOfItsInputAndGivesItsOutputsAndExitCode(boolean ntlm) throws Exception {
        if (ntlm) {
            machine.negotiateOnly().encryptedOnly();
        }
        byte[] bytes = new byte[250_000];
        new Random(1).nextBytes(bytes);
        machine.programs(line -> console -> {
            console.out(Arrays.equals(console.input(), bytes) ? "ünchanged" : "changed");
            console.err("done\r\n");
            return 7;
        });
        assertThat(stream(ntlm, new ByteArrayInputStream(bytes), output)).isEqualTo(7);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("ünchanged");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("done\r\n");
        assertThat(machine.violations()).isEmpty();
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void aCommandThatEndsBeforeItsInputIsNotWaitedFor() throws Exception {
        machine.programs(line -> console -> 3);
        try (PipedOutputStream never = new PipedOutputStream();
                PipedInputStream input = new PipedInputStream(never)) {
            assertThat(stream(false, input, output)).isEqualTo(3);
        }
        assertThat(machine.openShells()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inputThatIsLostEndsTheCommandInsteadOfLeavingItWaiting(boolean ntlm) {
        machine.programs(line -> console -> console.input().length);
        machine.trouble("Send", Trouble.DROP);
        assertThatThrownBy(() -> stream(ntlm, new ByteArrayInputStream(new byte[10]), output))
                .isInstanceOf(DisconnectedException.class)
                .hasMessageStartingWith("The input of a command did not reach the machine: ");
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void cancellingEndsIt() {
        machine.programs(line -> console -> {
            console.out("started");
            return console.input().length;
        });
        OutputStream cancelling = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                context.cancellation().cancel("enough");
            }
        };
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + 10, (byte) 'x');
                return 10;
            }
        };
        assertThatThrownBy(() -> stream(false, endless, cancelling)).isInstanceOf(CancelledException.class);
        assertThat(machine.openShells()).isZero();
    }
}
