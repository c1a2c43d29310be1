package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.winrm.LegacyOpenSsl;
import io.jenkins.plugins.packer.engine.testing.winrm.MachineCertificate;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote find the test machine to be one with WinRM: what it accepts of ours is therefore right. */
class IndependentClientsTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path WINRMCP = Path.of("/usr/bin/winrmcp");
    private static final String SCRIPT = """
            import sys, winrm
            url, transport, password = sys.argv[1:4]
            protocol = winrm.Protocol(endpoint=url, transport=transport, username='packer', password=password,
                server_cert_validation='ignore', operation_timeout_sec=1, read_timeout_sec=30)
            shell = protocol.open_shell()
            command = protocol.run_command(shell, 'say', ['<&>'])
            out, err, code = protocol.get_command_output(shell, command)
            protocol.cleanup_command(shell, command)
            protocol.close_shell(shell)
            sys.stdout.buffer.write(b'%s|%s|%d' % (out, err, code))
            """;

    @TempDir
    Path directory;

    private static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // This one has Python check certificates even where it is told not to.
        builder.environment().remove("REQUESTS_CA_BUNDLE");
        builder.environment().remove("CURL_CA_BUNDLE");
        Path legacy = LegacyOpenSsl.in(directory);
        builder.environment().put("OPENSSL_CONF", legacy.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private String python(WinRmDouble machine, String scheme, String transport) throws Exception {
        Counterpart.require(
                "python3-winrm",
                Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/winrm")),
                "apt-get install python3-winrm");
        machine.user("packer", "password");
        machine.programs(line -> console -> {
            console.out("gesagt: ünï\r\n");
            console.err(line);
            return 7;
        });
        String url = scheme + "://127.0.0.1:" + machine.port() + "/wsman";
        return run(directory, List.of(PYTHON.toString(), "-W", "ignore", "-c", SCRIPT, url, transport, "password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaintext", "ntlm"})
    void pythonRunsACommandPlainAndEncrypted(String transport) throws Exception {
        try (WinRmDouble machine = new WinRmDouble()) {
            if (transport.equals("ntlm")) {
                machine.negotiateOnly().encryptedOnly();
            }
            assertThat(python(machine, "http", transport)).isEqualTo("gesagt: ünï\r\n|say <&>|7");
            assertThat(machine.violations()).isEmpty();
            assertThat(machine.openShells()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "ntlm"})
    void pythonRunsACommandOverTls(String transport) throws Exception {
        MachineCertificate certificate = new MachineCertificate(directory);
        try (WinRmDouble machine = new WinRmDouble(certificate.tls(), certificate.bindings())) {
            machine.encryptedOnly().strictBindings();
            assertThat(python(machine, "https", transport)).isEqualTo("gesagt: ünï\r\n|say <&>|7");
            assertThat(machine.violations()).isEmpty();
        }
    }

    @Test
    void winrmcpCopiesFiles() throws Exception {
        Counterpart.require("winrmcp", Files.isExecutable(WINRMCP), "apt-get install winrmcp");
        byte[] content = new byte[20_000];
        new Random(2).nextBytes(content);
        Files.createDirectories(directory.resolve("tree/sub"));
        Files.write(directory.resolve("tree/sub/a.bin"), content);
        Files.writeString(directory.resolve("tree/b c.txt"), "b");
        try (WinRmDouble machine = new WinRmDouble().user("packer", "secret")) {
            run(
                    directory,
                    List.of(
                            WINRMCP.toString(),
                            "-addr=127.0.0.1:" + machine.port(),
                            "-user=packer",
                            "-pass=secret",
                            "tree",
                            "c:/copied"));
            assertThat(machine.files()).containsOnlyKeys("c:\\copied\\sub\\a.bin", "c:\\copied\\b c.txt");
            assertThat(machine.files().get("c:\\copied\\sub\\a.bin")).isEqualTo(content);
            assertThat(machine.violations()).isEmpty();
            assertThat(machine.openShells()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void packerProvisions(boolean ntlm, boolean tls) throws Exception {
        MachineCertificate certificate = tls ? new MachineCertificate(directory) : null;
        try (WinRmDouble machine =
                tls ? new WinRmDouble(certificate.tls(), certificate.bindings()) : new WinRmDouble()) {
            machine.user("packer", "secret");
            if (ntlm) {
                machine.negotiateOnly().loginsWander();
            }
            String output = PackerProgram.build(directory, """
                    source "null" "w" {
                      communicator   = "winrm"
                      winrm_host     = "127.0.0.1"
                      winrm_port     = %d
                      winrm_username = "packer"
                      winrm_timeout  = "4m"
                      winrm_password = "secret"
                      winrm_use_ntlm = %b
                      winrm_use_ssl  = %b
                      winrm_insecure = %b
                    }
                    build {
                      sources = ["source.null.w"]
                      provisioner "windows-shell" { inline = ["echo hello"] }
                    }
                    """.formatted(machine.port(), ntlm, tls, tls));
            assertThat(output).contains("Connected to WinRM!");
            assertThat(machine.texts()).containsEntry("c:\\Windows\\Temp\\script.bat", "echo hello\n");
            assertThat(machine.violations()).isEmpty();
        }
    }
}
