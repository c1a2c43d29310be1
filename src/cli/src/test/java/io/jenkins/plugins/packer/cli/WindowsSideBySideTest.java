package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One template, through Packer 1.6.6 and through ours: the same commands and files reach a machine with Windows. */
class WindowsSideBySideTest {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @TempDir
    Path directory;

    /** What a machine saw. */
    private record Seen(List<String> commands, List<String> files) {}

    private static String template(int port, String provisioners) {
        return """
                source "null" "w" {
                  communicator   = "winrm"
                  winrm_host     = "127.0.0.1"
                  winrm_port     = %d
                  winrm_username = "packer"
                  winrm_password = "pässword"
                  winrm_use_ntlm = true
                  winrm_timeout  = "4m"
                }
                build {
                  sources = ["source.null.w"]
                %s}
                """.formatted(port, provisioners);
    }

    private static WindowsProgram answer(String line) {
        if (line.contains("restarted.")) {
            return WindowsProgram.printing("MACHINE restarted.\r\n");
        }
        return line.contains("Test-Path") && line.contains("HKLM") ? WindowsProgram.printing("False\r\n") : null;
    }

    private Seen byPacker(String provisioners) throws Exception {
        try (WinRmDouble machine =
                new WinRmDouble().negotiateOnly().loginsWander().programs(WindowsSideBySideTest::answer)) {
            PackerProgram.build(directory, template(machine.port(), provisioners));
            return seen(machine);
        }
    }

    private Seen byUs(String provisioners) throws Exception {
        try (WinRmDouble machine =
                new WinRmDouble().negotiateOnly().encryptedOnly().programs(WindowsSideBySideTest::answer)) {
            Files.writeString(directory.resolve("ours.pkr.hcl"), template(machine.port(), provisioners));
            ProgramRun run = ProgramRun.of(directory, "", "build", "-color=false", "ours.pkr.hcl");
            assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
            return seen(machine);
        }
    }

    private static Seen seen(WinRmDouble machine) {
        assertThat(machine.violations()).isEmpty();
        assertThat(machine.openShells()).isZero();
        List<String> commands = new ArrayList<>();
        for (String command : machine.commands()) {
            if (!command.contains("WinRM connected.")) {
                // The Go library sets progress in a way of its own.
                commands.add(anonymous(command).replace("$ProgressPreference = 'SilentlyContinue';", ""));
            }
        }
        List<String> files = new ArrayList<>();
        machine.texts()
                .forEach((path, text) -> files.add(anonymous(path) + ": " + (isOwn(path) ? "" : anonymous(text))));
        files.sort(null);
        return new Seen(commands, files);
    }

    /** Whether a file is a script of the program's own, whose words are its own as well. */
    private static boolean isOwn(String path) {
        return path.contains("packer-cleanup-") || path.contains("packer-elevated-shell-");
    }

    private static String anonymous(String text) {
        return UUID.matcher(text).replaceAll("UUID");
    }

    @Test
    void theSameCommandsAndFilesReachTheMachine() throws Exception {
        Files.writeString(directory.resolve("a.ps1"), "Write-Host 'a'\n");
        Files.writeString(directory.resolve("b.bat"), "@echo b\r\n");
        String provisioners = """
                  provisioner "windows-shell" {
                    inline           = ["echo 1", "echo %A%"]
                    environment_vars = ["A=1 & 2", "B=3"]
                  }
                  provisioner "windows-shell" {
                    scripts         = ["b.bat"]
                    remote_path     = "C:/x y/b.bat"
                    execute_command = "cmd /c {{.Vars}} call \\"{{.Path}}\\""
                  }
                  provisioner "powershell" {
                    script           = "a.ps1"
                    environment_vars = ["A=it's $5 \\"x\\" `y`"]
                    debug_mode       = 1
                  }
                  provisioner "powershell" {
                    script              = "a.ps1"
                    execution_policy    = "remotesigned"
                    elevated_user       = "SYSTEM"
                    elevated_password   = ""
                    remote_path         = "c:/tmp/a.ps1"
                    remote_env_var_path = "c:/tmp/vars.ps1"
                  }
                  provisioner "windows-restart" {
                    check_registry = true
                  }
                  provisioner "windows-restart" {
                    restart_command       = "shutdown /r /t 5"
                    restart_check_command = "ver"
                  }
                """;
        Seen packer = byPacker(provisioners);
        Seen ours = byUs(provisioners);
        assertThat(ours.commands()).isEqualTo(packer.commands()).hasSize(18);
        assertThat(ours.files()).isEqualTo(packer.files()).hasSize(9);
    }

    @Test
    void anInlineScriptRunsAsInNewerPackerWhichWrapsItItself() throws Exception {
        String provisioner = "  provisioner \"powershell\" { inline = [\"Get-Date\", \"exit 0\"] }\n";
        Seen packer = byPacker(provisioner);
        Seen ours = byUs(provisioner);
        assertThat(packer.commands().get(0)).endsWith("&'c:/Windows/Temp/script-UUID.ps1'; exit $LastExitCode }\"");
        assertThat(ours.commands())
                .containsExactly(
                        "powershell -executionpolicy bypass -file c:/Windows/Temp/script-UUID.ps1",
                        "powershell -executionpolicy bypass -file c:/Windows/Temp/packer-cleanup-UUID.ps1");
        assertThat(packer.files()).contains("c:\\Windows\\Temp\\script-UUID.ps1: Get-Date\nexit 0\n");
        assertThat(ours.files())
                .anySatisfy(file -> assertThat(file)
                        .startsWith("c:\\Windows\\Temp\\script-UUID.ps1: ")
                        .contains("\nGet-Date\nexit 0\n"));
    }

    @Test
    void theExamplesOfTheDocumentationRun() throws Exception {
        String page = Files.readString(repository().resolve("docs/provisioners.md"));
        StringBuilder examples = new StringBuilder();
        Matcher block = Pattern.compile("```hcl\n(provisioner \"(powershell|windows-[a-z]+)\".*?)```", Pattern.DOTALL)
                .matcher(page);
        while (block.find()) {
            examples.append(block.group(1));
        }
        Seen seen = byUs(examples.toString());
        assertThat(seen.commands())
                .contains(
                        "powershell -executionpolicy bypass -file c:/Windows/Temp/script-UUID.ps1",
                        "shutdown /r /f /t 0 /c \"packer restart\"",
                        "sc query w3svc")
                .anyMatch(line -> line.startsWith("set \"GREETING=hello\" && "));
        assertThat(seen.files())
                .anyMatch(file -> file.contains("$env:GREETING=\"It`'s `$5 `\"today`\"\"; "))
                .anyMatch(file -> file.contains("echo %GREETING% > C:\\greeting.txt"));
    }

    @Test
    void theSourceOfTheDocumentationIsValid() throws Exception {
        String page = Files.readString(repository().resolve("docs/winrm.md"));
        String source = page.substring(page.indexOf("```hcl\n") + 7, page.indexOf("```", page.indexOf("```hcl\n") + 7));
        Files.writeString(
                directory.resolve("page.pkr.hcl"),
                source + "variable \"password\" {\n  default = \"p\"\n}\n"
                        + "build {\n  sources = [\"source.null.windows\"]\n}\n");
        ProgramRun run = ProgramRun.of(directory, "", "validate", "page.pkr.hcl");
        assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    }

    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("src/hcl"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
