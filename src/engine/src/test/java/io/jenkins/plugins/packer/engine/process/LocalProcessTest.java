package io.jenkins.plugins.packer.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalProcessTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    private final Cancellation cancellation = new Cancellation();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final LocalProcess process =
            new LocalProcess(Path.of("/"), cancellation, new Redactor(), line -> {}, troubles::add);

    @BeforeEach
    void requireShell() {
        assumeFalse(OperatingSystem.isWindows(), "Skipped: the programs are those of Unix");
    }

    private static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    @Test
    void bytesPassThroughAProgramAsTheyAre() throws IOException {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = process.stream(
                shell("cat"), PATH, new ByteArrayInputStream(bytes), output, OutputStream.nullOutputStream());
        assertThat(status).isZero();
        assertThat(output.toByteArray()).isEqualTo(bytes);
        assertThat(troubles).isEmpty();
    }

    @Test
    void exitStatusAndErrorsAreTheProgramsOwn() throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = process.stream(
                shell("echo oops >&2; exit 3"),
                PATH,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                errors);
        assertThat(status).isEqualTo(3);
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("oops\n");
    }

    /** An input like that of a protocol, which ends when somebody closes it. */
    private static final class Endless extends InputStream {
        private volatile boolean closed;

        @Override
        public int read() {
            return closed ? -1 : 'x';
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void anInputWithoutAnEndIsClosedWithTheProgram() throws IOException {
        Endless input = new Endless();
        int status = process.stream(
                shell("exit 0"), PATH, input, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        assertThat(status).isZero();
        assertThat(input.closed).isTrue();
    }

    @Test
    void aProgramWhoseOutputNobodyTakesEndsAndThatIsTold() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int status = process.stream(
                shell("while echo again; do :; done; exit 1"),
                PATH,
                InputStream.nullInputStream(),
                full,
                OutputStream.nullOutputStream());
        assertThat(status).isNotZero();
        assertThat(troubles).containsExactly("Passing the program's output on failed: No space left on device");
    }

    @Test
    void cancellingEndsTheProgram() {
        OutputStream cancelling = new OutputStream() {
            @Override
            public void write(int single) {
                cancellation.cancel("enough");
            }
        };
        assertThatThrownBy(() -> process.stream(
                        shell("echo begun; cat"), PATH, new Endless(), cancelling, OutputStream.nullOutputStream()))
                .isInstanceOf(CancelledException.class);
    }
}
