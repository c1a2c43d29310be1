package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmCommunicator;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmSettings;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.FullInterpolation;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.engine.testing.winrm.LegacyOpenSsl;
import io.jenkins.plugins.packer.engine.testing.winrm.MachineCertificate;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real {@code ansible-playbook} and a machine with WinRM, which has no PowerShell: what is to run there is acted out. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class AnsibleWinRmTest {
    private static final String USER = "DOMAIN\\packer";
    /** In ASCII: the Basic of Python's requests sends Latin-1. */
    private static final String PASSWORD = "p'a$s \"w#rd";

    private static final String PLAYBOOK = """
            - hosts: windows
              gather_facts: false
              tasks:
                - raw: Write-Output "it's <{{ word }}>"
                  register: said
                - debug: { msg: "said {{ said.stdout_lines }} {{ said.rc }}" }
                - ask: { question: "why" }
                  register: answer
                - debug: { msg: "answered {{ answer.text }}" }
                - script: run.ps1 one
                  register: ran
                - debug: { msg: "ran {{ ran.stdout_lines }}" }
            """;

    private static final String SCRIPT = "Write-Output 'ü'\r\n";
    private static final String FOLDER = "C:\\Users\\packer\\ansible-tmp";

    @TempDir
    Path directory;

    private TestContext context;
    private Path temporary;

    @BeforeEach
    void setUp() throws Exception {
        Programs.requireAnsible();
        Counterpart.require(
                "python3-winrm",
                Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/winrm")),
                "Install Debian's package python3-winrm.");
        temporary = Files.createDirectory(directory.resolve("tmp"));
        Files.createDirectories(directory.resolve("library"));
        Files.writeString(
                directory.resolve("library/ask.ps1"), "#!powershell\n#AnsibleRequires -CSharpUtil Ansible.Basic\n");
        Files.writeString(directory.resolve("run.ps1"), SCRIPT);
        Files.writeString(directory.resolve("site.yml"), PLAYBOOK);
        context = new TestContext(directory, List.of(new FileReaper()))
                .with(new FullInterpolation())
                .environment("TMPDIR", temporary.toString())
                .environment("HOME", directory.toString())
                .environment("OPENSSL_CONF", LegacyOpenSsl.in(directory).toString())
                // A bundle of certificates, in which that of the machine is not.
                .environment("REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt")
                .generated("PackerHTTPAddr", "ERR_HTTP_ADDR_NOT_IMPLEMENTED_BY_BUILDER");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        context.resources().end(true);
        assertThat(temporary).isEmptyDirectory();
    }

    private void provision(WinRmDouble machine, boolean tls, boolean ntlm, List<String> extra, Map<String, ?> options)
            throws Exception {
        machine.user(USER, PASSWORD).user("packer", PASSWORD).programs(AnsibleWinRmTest::answer);
        context.secrets().add(PASSWORD);
        context.generated("ConnType", "winrm")
                .generated("Host", "127.0.0.1")
                .generated("Port", machine.port())
                .generated("User", USER)
                .generated("Password", PASSWORD)
                .generated("WinRMUseSSL", tls)
                .generated("WinRMInsecure", tls)
                .generated("WinRMUseNTLM", ntlm)
                .with(WinRmCommunicator.connect(
                        new WinRmSettings(
                                "127.0.0.1",
                                machine.port(),
                                USER,
                                PASSWORD,
                                tls,
                                tls,
                                ntlm,
                                true,
                                Duration.ofMinutes(5)),
                        null,
                        context));
        Map<String, Object> all = new HashMap<>(options);
        all.put("playbook_file", "site.yml");
        all.put("groups", List.of("windows"));
        List<String> arguments = new ArrayList<>(List.of("-e", "word=ünï"));
        arguments.addAll(extra);
        all.put("extra_arguments", arguments);
        all.put("ansible_env_vars", List.of("ANSIBLE_NOCOLOR=1"));
        try {
            new AnsibleProvisioner().provision(TestConfiguration.of(AnsibleConfiguration.class, all), context);
        } catch (ComponentException e) {
            throw new AssertionError(
                    String.join("\n", context.ui().lines()) + "\n" + machine.violations() + machine.commands(), e);
        }
    }

    /** What PowerShell would do. */
    private static @Nullable WindowsProgram answer(String script) {
        if (script.startsWith("Write-Output")) {
            return WindowsProgram.printing(
                    script.substring("Write-Output ".length()).replace("\"", "") + "\r\n");
        }
        if (script.contains("$exec_wrapper_str = $input")) {
            return console -> {
                // The wrapper, four zeros, and what it is to run as JSON.
                String[] payload = new String(console.input(), StandardCharsets.UTF_8).split("\0\0\0\0");
                boolean asked = payload.length == 2 && payload[1].contains("\"question\": \"why\"");
                boolean other = payload.length == 2 && payload[1].startsWith("{");
                console.out(asked ? "{\"changed\": false, \"text\": \"because\"}\r\n" : other ? "ran it\r\n" : "what?");
                return 0;
            };
        }
        if (script.contains("New-Item -Type Directory -Path $tmp_path")) {
            return WindowsProgram.printing(FOLDER + "\r\n");
        }
        if (script.contains("Get-Item -Force -LiteralPath '" + FOLDER.replace('\\', '/'))) {
            // The script is not there yet.
            return console -> 1;
        }
        return null;
    }

    private void assertPlayed(WinRmDouble machine) {
        assertThat(context.ui().lines())
                .anyMatch(line -> line.contains("said [\\\"it's <ünï>\\\"] 0"))
                .anyMatch(line -> line.contains("answered because"))
                .anyMatch(line -> line.contains("ran ['ran it']"))
                .anyMatch(line -> line.contains("ok=6") && line.contains("failed=0"))
                .noneMatch(line -> line.contains(PASSWORD));
        assertThat(machine.texts()).containsEntry(FOLDER + "\\run.ps1", SCRIPT);
        assertThat(machine.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aPlaybookReachesTheMachineAsTheBuildDoes(boolean tls, boolean ntlm) throws Exception {
        MachineCertificate certificate = tls ? new MachineCertificate(directory) : null;
        try (WinRmDouble machine =
                tls ? new WinRmDouble(certificate.tls(), certificate.bindings()) : new WinRmDouble()) {
            if (ntlm) {
                machine.negotiateOnly().encryptedOnly();
            }
            provision(machine, tls, ntlm, List.of(), Map.of("use_proxy", false));
            assertPlayed(machine);
            assertThat(machine.openShells()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false, cmd", "true, true, powershell"})
    void aPlaybookReachesTheMachineThroughTheProxy(boolean tls, boolean ntlm, String shell) throws Exception {
        MachineCertificate certificate = tls ? new MachineCertificate(directory) : null;
        try (WinRmDouble machine =
                tls ? new WinRmDouble(certificate.tls(), certificate.bindings()) : new WinRmDouble()) {
            // Packer's page has the user say powershell, which Ansible then takes for what runs its commands.
            List<String> own = shell.equals("cmd") ? List.of() : List.of("-e", "ansible_shell_type=" + shell);
            provision(machine, tls, ntlm, own, Map.of());
            assertPlayed(machine);
        }
    }
}
