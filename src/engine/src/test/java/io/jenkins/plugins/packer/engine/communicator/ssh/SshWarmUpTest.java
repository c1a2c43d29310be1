package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In virtual machines of their own, where nothing of the library has been used yet. */
class SshWarmUpTest {
    @TempDir
    Path directory;

    /** What a build does with the library while it is warmed up. */
    static final class Build {
        private Build() {}

        public static void main(String[] order) throws Exception {
            SshWarmUp ahead = new SshWarmUp();
            if (order[0].equals("afterwards")) {
                SshAlgorithms.unknownCiphers(List.of());
            }
            ahead.start();
            if (order[0].equals("without")) {
                ahead.join();
                return;
            }
            if (order[0].equals("meanwhile")) {
                KeyFiles.UnusableKeyException refused = null;
                try {
                    KeyFiles.parse("no key", "it");
                } catch (KeyFiles.UnusableKeyException e) {
                    refused = e;
                }
                System.out.println(refused == null ? "taken" : "refused");
            }
            System.out.println(SshAlgorithms.unknownKeyExchanges(List.of("curve25519-sha256", "rot13")));
            ahead.join();
        }
    }

    private String run(String order) throws Exception {
        return run(order, System.getProperty("java.class.path"));
    }

    private String run(String order, String libraries) throws Exception {
        Path output = directory.resolve(order);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        libraries,
                        Build.class.getName(),
                        order)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("neither waits for the other for ever")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    @Test
    void aBuildThatUsesTheLibraryMeanwhileWaitsForIt() throws Exception {
        assertThat(run("meanwhile")).isEqualTo("refused\n[rot13]\n");
    }

    @Test
    void aLibraryThatIsInUseAlreadyIsLeftAlone() throws Exception {
        assertThat(run("afterwards")).isEqualTo("[rot13]\n");
    }

    @Test
    void aProgramWithoutTheLibraryIsNotDisturbed() throws Exception {
        String separator = File.pathSeparator;
        String others = Arrays.stream(System.getProperty("java.class.path").split(separator))
                .filter(file -> !file.contains("sshd"))
                .collect(Collectors.joining(separator));
        assertThat(run("without", others)).isEmpty();
    }
}
