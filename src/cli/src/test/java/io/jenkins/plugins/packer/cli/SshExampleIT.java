package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/communicators.md, against a real OpenSSH server. */
class SshExampleIT {
    private static final Path REPOSITORY = Path.of(System.getProperty("packer.repository"));
    private static final Path EXAMPLE = REPOSITORY.resolve("docs/examples/communicators/ssh.pkr.hcl");

    @TempDir
    Path directory;

    @Test
    void thePageShowsTheExampleThatIsTested() throws IOException {
        assertThat(Files.readString(REPOSITORY.resolve("docs/communicators.md")))
                .contains("```hcl\n" + Files.readString(EXAMPLE) + "```\n");
    }

    @Test
    void itRunsACommandOnTheMachine() throws IOException {
        SshServer.require();
        try (SshServer server = SshServer.start(directory.resolve("sshd"))) {
            PackerProcess.Ended ended = PackerProcess.run(
                    directory,
                    Map.of(),
                    "build",
                    "-color=false",
                    "-var",
                    "port=" + server.port(),
                    "-var",
                    "key=" + server.directory().resolve("key"),
                    EXAMPLE.toString());
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .contains("==> null.machine: Using SSH communicator to connect: 127.0.0.1\n")
                    .contains("==> null.machine: Connected to SSH!\n")
                    .contains("    null.machine: this is Linux, reached as root@127.0.0.1\n");
        }
    }
}
