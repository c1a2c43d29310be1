package io.jenkins.plugins.packer.engine.builtin.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmCommunicator;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmSettings;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble.Trouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmFixture;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsProvisionersTest extends WinRmFixture {
    private static final Duration SHORT = Duration.ofMillis(20);

    @BeforeEach
    void connect() throws Exception {
        WinRmSettings settings = new WinRmSettings(
                "127.0.0.1", machine.port(), "packer", "pässword", false, false, true, false, Duration.ofSeconds(5));
        context.with(WinRmCommunicator.connect(settings, null, context)).source("null", "w");
    }

    @AfterEach
    void requireNoViolations() {
        assertThat(machine.violations()).isEmpty();
    }

    /** Everything after the greeting of the connection. */
    private List<String> commands() {
        return machine.commands().subList(1, machine.commands().size());
    }

    private List<String> lines() {
        return context.ui().lines().subList(1, context.ui().lines().size());
    }

    private void answer(Function<String, @Nullable WindowsProgram> programs) {
        machine.programs(programs);
    }

    private void powershell(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all =
                new HashMap<>(Map.of("remote_path", "c:/t/s.ps1", "remote_env_var_path", "c:/t/v.ps1"));
        all.putAll(options);
        new PowerShellProvisioner().provision(TestConfiguration.of(PowerShellConfiguration.class, all), context);
    }

    private void windowsShell(Map<String, ?> options) throws ComponentException {
        new WindowsShellProvisioner()
                .provision(TestConfiguration.of(WindowsShellConfiguration.class, options), context);
    }

    private void restart(Map<String, ?> options) throws ComponentException {
        new RestartProvisioner(SHORT).provision(TestConfiguration.of(RestartConfiguration.class, options), context);
    }

    @ParameterizedTest
    @CsvSource({
        "bypass, false, powershell -executionpolicy bypass -file c:/t/s.ps1",
        "REMOTESIGNED, true, pwsh -executionpolicy remotesigned -file c:/t/s.ps1",
        "1, false, powershell -executionpolicy allsigned -file c:/t/s.ps1"
    })
    void anInlineScriptRunsAsAFile(String policy, boolean pwsh, String command) throws Exception {
        powershell(Map.of("inline", List.of("a", "b"), "execution_policy", policy, "use_pwsh", pwsh));
        assertThat(commands().get(0)).isEqualTo(command);
        assertThat(machine.texts().get("c:\\t\\s.ps1"))
                .contains(
                        "try {\n$env:PACKER_BUILDER_TYPE=\"null\"; $env:PACKER_BUILD_NAME=\"w\"; \na\nb\n$exitCode = 0\n} catch {");
        assertThat(lines())
                .containsExactly(
                        "==> Provisioning with Powershell...", "==> Provisioning with powershell script: inline");
    }

    @Test
    void aScriptWithoutExecutionPolicyRunsInTheShellItself() throws Exception {
        powershell(Map.of("inline", List.of("a"), "execution_policy", "none", "debug_mode", 2, "skip_clean", true));
        assertThat(commands())
                .containsExactly("& { if (Test-Path variable:global:ProgressPreference)"
                        + "{set-variable -name variable:global:ProgressPreference -value 'SilentlyContinue'};"
                        + "Set-PsDebug -Trace 2;. c:/t/v.ps1; &'c:/t/s.ps1'; exit $LastExitCode }");
        assertThat(machine.texts().get("c:\\t\\s.ps1")).contains("Set-PsDebug -Trace 2\n");
    }

    @Test
    void everyScriptOfAListRunsInADirectoryUnderItsOwnNameAndAllAreRemoved() throws Exception {
        Files.writeString(directory.resolve("a.ps1"), "A");
        Files.writeString(directory.resolve("b.ps1"), "B");
        powershell(Map.of(
                "scripts",
                List.of("a.ps1", "b.ps1"),
                "remote_path",
                "c:/t/",
                "execute_command",
                "{{.Path}}|{{.Vars}}"));
        assertThat(commands().subList(0, 2)).containsExactly("c:/t/a.ps1|c:/t/v.ps1", "c:/t/b.ps1|c:/t/v.ps1");
        assertThat(commands().get(2)).matches("c:/Windows/Temp/packer-cleanup-.*\\.ps1\\|c:/t/v\\.ps1");
        assertThat(machine.texts()).containsEntry("c:\\t\\a.ps1", "A").containsEntry("c:\\t\\b.ps1", "B");
        assertThat(machine.texts().values())
                .anySatisfy(text -> assertThat(text).contains("\"c:/t/v.ps1\"", "\"c:/t/a.ps1\"", "\"c:/t/b.ps1\""));
    }

    @Test
    void valuesAreEscapedForPowerShellAndRenderedWithTheBuildsValues() throws Exception {
        context.generated("WinRMPassword", "s3cret$");
        context.secrets().add("s3cret$");
        answer(line -> WindowsProgram.printing("it is s3cret$ and s3cret`$\r\n"));
        powershell(Map.of(
                "inline", List.of("x"),
                "environment_vars", List.of("A=it's \"5$\" `", "B=old"),
                "env", Map.of("B", "{{.WinRMPassword}}"),
                "env_var_format", "$env:%s = \"%s\"\n"));
        assertThat(machine.texts().get("c:\\t\\v.ps1"))
                .startsWith("$env:A = \"it`'s `\"5`$`\" ``\"\n$env:B = \"s3cret`$\"\n");
        assertThat(lines()).contains("    it is <sensitive> and <sensitive>");
    }

    @Test
    void anElevatedScriptGoesByAScheduledTask() throws Exception {
        powershell(Map.of(
                "inline", List.of("x"),
                "elevated_user", "MACHINE\\o'neil",
                "elevated_password", "p'$\"<",
                "elevated_execute_command", "run \"{{.Path}}\" & {{.Vars}}",
                "elevated_env_var_format", "E %s=%s;",
                "env_var_format", "N %s=%s;"));
        assertThat(commands().get(0))
                .matches("powershell -executionpolicy bypass -file"
                        + " \"C:/Windows/Temp/packer-elevated-shell-[0-9a-f-]+\\.ps1\"");
        assertThat(machine.texts().get("c:\\t\\v.ps1")).startsWith("E PACKER_BUILDER_TYPE=null;");
        String script = machine.texts().entrySet().stream()
                .filter(file -> file.getKey().contains("packer-elevated-shell-"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(script)
                .contains("$user = 'MACHINE\\o''neil'", "$password = 'p''$\"<'", "$password, 1, $null")
                .contains("<UserId>MACHINE\\o&apos;neil</UserId><LogonType>Password</LogonType>")
                .containsPattern("<Arguments>/c run &quot;c:/t/s.ps1&quot; &amp; c:/t/v.ps1 &gt;"
                        + " %SYSTEMROOT%\\\\Temp\\\\packer-[0-9a-f-]+\\.out 2&gt;&amp;1</Arguments>");
        assertThat(context.secrets().redact("p'$\"<")).isEqualTo("<sensitive>");
    }

    @Test
    void aServiceAccountHasNoPassword() {
        assertThat(ElevatedCommand.script("x", "SYSTEM", "", "n", "p"))
                .contains("$password = $null", "$password, 5, $null")
                .doesNotContain("LogonType");
    }

    @Test
    void anExitCodeThatIsNotValidFailsAndAnotherDoesNot() throws Exception {
        answer(line -> console -> 3010);
        assertThatThrownBy(() -> powershell(Map.of("inline", List.of("x"))))
                .hasMessage("Script exited with non-zero exit status: 3010. Allowed exit codes are: [0]");
        powershell(Map.of("inline", List.of("x"), "valid_exit_codes", List.of(0, 3010)));
    }

    @Test
    void anUploadThatIsDisturbedIsDoneAgainAndTheScriptRunsOnce() throws Exception {
        machine.trouble("Receive", Trouble.LOSE_ANSWER);
        machine.trouble("Receive", Trouble.FAULT);
        powershell(Map.of("inline", List.of("x"), "skip_clean", true));
        assertThat(commands()).hasSize(1);
        assertThat(lines())
                .anyMatch(line -> line.startsWith("    Trying again: ") && line.contains("Access is denied"));
    }

    @ParameterizedTest
    @CsvSource({"2300218, true", "16001, true", "5, false"})
    void aDisconnectIsAcceptedWhereTheTemplateSaysSo(int code, boolean accepted) throws Exception {
        answer(line -> console -> {
            machine.shutDown();
            try {
                machine.startUp();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.currentThread().join();
            return 0;
        });
        Map<String, Object> options =
                Map.of("inline", List.of("reboot"), "skip_clean", true, "valid_exit_codes", List.of(0, code));
        if (accepted) {
            powershell(options);
        } else {
            assertThatThrownBy(() -> powershell(options)).hasMessageContaining("Script disconnected unexpectedly");
        }
        assertThat(commands()).hasSize(1);
    }

    @Test
    void pauseAfterCountsEvenWithSkipClean() throws Exception {
        powershell(Map.of("inline", List.of("x"), "skip_clean", true, "pause_after", Duration.ofMillis(1)));
        assertThat(lines()).endsWith("==> Pausing 1ms after this provisioner...");
        assertThat(commands()).hasSize(1);
    }

    @Test
    void secretVariablesOfABatchFileAreNotOnItsCommandLine() throws Exception {
        context.secrets().add("50% se&cret");
        windowsShell(Map.of("inline", List.of("echo 1"), "env", Map.of("TOKEN", "50% se&cret")));
        assertThat(commands().get(0))
                .matches("call \"c:\\\\Windows\\\\Temp\\\\packer-env-vars-[0-9a-f-]+\\.bat\" &&"
                        + " \"c:/Windows/Temp/script\\.bat\"");
        assertThat(commands()).noneMatch(line -> line.contains("se&cret"));
        assertThat(machine.texts()).containsOnly(Map.entry("c:\\Windows\\Temp\\script.bat", "echo 1\n"));
        windowsShell(Map.of(
                "inline", List.of("echo 1"), "env", Map.of("TOKEN", "50% se&cret"), "execute_command", "{{.Vars}}"));
        assertThat(commands().get(1)).contains("set \"TOKEN=50% se&cret\" && ");
    }

    @Test
    void secretVariablesOfABatchFileThatFailsDoNotStayOnTheMachine() {
        context.secrets().add("se&cret");
        answer(line -> console -> line.startsWith("call ") ? 3 : 0);
        assertThatThrownBy(() -> windowsShell(Map.of("inline", List.of("exit 3"), "env", Map.of("TOKEN", "se&cret"))))
                .hasMessageContaining("exit status: 3");
        assertThat(machine.texts()).containsOnly(Map.entry("c:\\Windows\\Temp\\script.bat", "exit 3\n"));
    }

    /** Has a command run on and on, and the run be cancelled as soon as it does. */
    private void cancelIn(String command) {
        answer(line -> !line.contains(command)
                ? null
                : console -> {
                    console.out("running\r\n");
                    new CountDownLatch(1).await();
                    return 0;
                });
        context.ui().onLine(line -> {
            if (line.strip().equals("running")) {
                context.cancellation().cancel("interrupted");
            }
        });
    }

    @Test
    void aBatchFileThatIsCancelledLeavesNeitherItselfNorItsVariables() {
        context.secrets().add("se&cret");
        cancelIn("script.bat");
        assertThatThrownBy(() -> windowsShell(Map.of("inline", List.of("x"), "env", Map.of("TOKEN", "se&cret"))))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.texts()).isEmpty();
        assertThat(lines()).noneMatch(line -> line.contains("may be left"));
    }

    @Test
    void aPowerShellScriptThatIsCancelledLeavesNothing() {
        cancelIn("s.ps1");
        assertThatThrownBy(() -> powershell(Map.of("inline", List.of("x")))).isInstanceOf(CancelledException.class);
        assertThat(machine.texts()).isEmpty();
        assertThat(lines()).noneMatch(line -> line.contains("may be left"));
    }

    @Test
    void aTaskOfAnotherUserEndsWithTheRunAndIsRemovedEvenWhereScriptsStay() {
        cancelIn("-file");
        assertThatThrownBy(() -> powershell(Map.of(
                        "inline", List.of("x"), "elevated_user", "u", "elevated_password", "p", "skip_clean", true)))
                .isInstanceOf(CancelledException.class);
        assertThat(commands()).hasSize(2);
        assertThat(commands().get(1))
                .matches("schtasks /end /tn \"packer-[0-9a-f-]+\" & schtasks /delete /tn \"packer-[0-9a-f-]+\" /f"
                        + " & del /f /q \"%SYSTEMROOT%.Temp.packer-[0-9a-f-]+\\.out\""
                        + " & del /f /q \"C:.Windows.Temp.packer-elevated-shell-[0-9a-f-]+\\.ps1\"");
        assertThat(lines()).noneMatch(line -> line.contains("may be left"));
    }

    @Test
    void aPasswordOfAnotherUserIsInOneFileHoweverOftenItIsTried() throws Exception {
        // The variables and the task are there, by two commands each, when the script's upload fails.
        machine.troubleAfter(4, "Command", Trouble.FAULT);
        powershell(Map.of("inline", List.of("x"), "elevated_user", "u", "elevated_password", "p", "skip_clean", true));
        assertThat(lines()).anyMatch(line -> line.startsWith("    Trying again: "));
        assertThat(machine.texts().keySet().stream().filter(path -> path.contains("elevated")))
                .hasSize(1);
        answer(line -> console -> line.contains("packer-elevated-shell") ? 7 : 0);
        assertThatThrownBy(() ->
                        powershell(Map.of("inline", List.of("x"), "elevated_user", "u", "elevated_password", "p")))
                .hasMessageContaining("exit status: 7");
        assertThat(commands()).last().asString().startsWith("schtasks /end /tn \"packer-");
    }

    @Test
    void secretsOfAPowerShellScriptThatFailsDoNotStayOnTheMachine() {
        context.secrets().add("s3cret");
        answer(line -> console -> line.contains("s.ps1") ? 3 : 0);
        Map<String, ?> options = Map.of("inline", List.of("x"), "env", Map.of("TOKEN", "s3cret"));
        assertThatThrownBy(() -> powershell(options)).hasMessageContaining("exit status: 3");
        assertThat(machine.texts()).isEmpty();
        assertThatThrownBy(() -> powershell(Map.of("inline", List.of("x")))).hasMessageContaining("exit status: 3");
        assertThat(machine.texts()).containsOnlyKeys("c:\\t\\s.ps1", "c:\\t\\v.ps1");
    }

    @Test
    void pathsOfLeftoversMayHoldVariablesOfPowerShell() {
        cancelIn("TEMP");
        assertThatThrownBy(() -> powershell(Map.of(
                        "inline", List.of("x"), "remote_path", "$env:TEMP/", "remote_env_var_path", "$env:TEMP/v.ps1")))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.texts()).isEmpty();
    }

    @Test
    void aMachineRestartsAndIsWaitedFor() throws Exception {
        int[] tries = {0};
        answer(line -> console -> {
            if (line.startsWith("shutdown /r /f /t 60")) {
                return ++tries[0] < 3 ? 1115 : 0;
            }
            if (line.contains("restarted.")) {
                console.out(tries[0]++ < 4 ? "loading modules\r\n" : "MACHINE restarted.\r\n");
            }
            return 0;
        });
        restart(Map.of());
        assertThat(commands())
                .startsWith("shutdown /r /f /t 0 /c \"packer restart\"")
                .contains("shutdown /a")
                .filteredOn(line -> line.contains("/t 60"))
                .hasSize(3);
        assertThat(lines())
                .containsExactly(
                        "==> Restarting Machine",
                        "==> Waiting for machine to restart...",
                        "    loading modules",
                        "    MACHINE restarted.",
                        "==> Machine successfully restarted, moving on");
    }

    @Test
    void aRestartThatTakesTheConnectionAwayIsOne() throws Exception {
        boolean[] down = {false};
        answer(line -> {
            if (line.equals("reboot")) {
                return console -> {
                    down[0] = true;
                    machine.shutDown();
                    try {
                        machine.startUp();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    Thread.currentThread().join();
                    return 0;
                };
            }
            return line.contains("restarted.") ? WindowsProgram.printing("M restarted.\r\n") : null;
        });
        restart(Map.of("restart_command", "reboot", "restart_check_command", "check it"));
        assertThat(down[0]).isTrue();
        assertThat(commands()).contains("check it");
        assertThat(lines()).endsWith("==> Machine successfully restarted, moving on");
    }

    @Test
    void aPendingRestartInTheRegistryIsWaitedFor() throws Exception {
        int[] asked = {0};
        answer(line -> {
            if (line.contains("Test-Path \"HKLM:mine\"")) {
                return WindowsProgram.printing(asked[0]++ < 2 ? "True\r\n" : "False\r\n");
            }
            return line.contains("restarted.") ? WindowsProgram.printing("M restarted.\r\n") : null;
        });
        restart(Map.of("check_registry", true, "registry_keys", List.of("HKLM:mine")));
        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void aMachineThatDoesNotComeUpIsGivenUpWithTheReason() {
        assertThatThrownBy(() -> restart(Map.of("restart_timeout", Duration.ofMillis(200))))
                .hasMessageContaining("Timeout waiting for machine to restart: PowerShell does not run yet")
                .hasMessageContaining("restart_timeout");
        answer(line -> console -> 5);
        assertThatThrownBy(() -> restart(Map.of())).hasMessage("Restart script exited with non-zero exit status: 5");
    }

    @ParameterizedTest
    @CsvSource({"packer restart\"", "packer restart test\"", "restarted."})
    void aCommandThatNeverEndsDoesNotOutlastTheTimeOfTheRestart(String hanging) {
        answer(line -> console -> {
            if (line.contains(hanging)) {
                new CountDownLatch(1).await();
            }
            return 0;
        });
        long start = System.nanoTime();
        assertThatThrownBy(() -> restart(Map.of("restart_timeout", Duration.ofMillis(300))))
                .isExactlyInstanceOf(ComponentException.class)
                .hasMessage("Timeout waiting for machine to restart: a command was still running after 300ms."
                        + " Set restart_timeout if it takes longer.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "elevated_password, x, Must supply an 'elevated_user'",
        "execution_policy, often, Invalid execution policy",
        "debug_mode, 3, 3 is an invalid Trace level",
        "env_var_format, %s, must insert the variable's name and its value",
        "elevated_env_var_format, none, must insert the variable's name and its value"
    })
    void mistakesOfPowerShellAreFoundBeforehand(String option, String value, String message) {
        Object given = option.equals("debug_mode") ? (Object) Integer.valueOf(value) : value;
        RecordingCheck check = new RecordingCheck(directory, Set.of(option), Set.of());
        new PowerShellProvisioner()
                .check(
                        TestConfiguration.of(
                                PowerShellConfiguration.class, Map.of("inline", List.of("x"), option, given)),
                        check);
        assertThat(check.errors())
                .singleElement()
                .asString()
                .startsWith(option + ": ")
                .contains(message);
    }

    @Test
    void mistakesOfScriptsAreFoundBeforehand() {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new WindowsShellProvisioner()
                .check(
                        TestConfiguration.of(
                                WindowsShellConfiguration.class,
                                Map.of(
                                        "inline", List.of("x"),
                                        "script", "none.bat",
                                        "scripts", List.of("a"),
                                        "environment_vars", List.of("=x"),
                                        "binary", false)),
                        check);
        assertThat(check.errors()).hasSize(4);
        assertThat(check.warnings()).singleElement().asString().startsWith("binary: ");
    }

    @Test
    void withoutAMachineTheyFailAtOnce() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> powershell(Map.of("inline", List.of("x")))).hasMessageContaining("powershell");
        assertThatThrownBy(() -> windowsShell(Map.of("inline", List.of("x")))).hasMessageContaining("windows-shell");
        assertThatThrownBy(() -> restart(Map.of())).hasMessageContaining("windows-restart");
    }
}
