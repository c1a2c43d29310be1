package io.jenkins.plugins.packer.engine.builtin.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.LocalShellCommunicator;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellProvisionerTest {
    @TempDir
    Path directory;

    private final LocalShellCommunicator machine = new LocalShellCommunicator();
    private TestContext context;
    private Path far;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of()).with(machine);
        far = Files.createDirectory(directory.resolve("far"));
    }

    private void provision(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("remote_folder", far.toString());
        new ShellProvisioner().provision(TestConfiguration.of(ShellConfiguration.class, all), context);
    }

    @Test
    void inlineLinesRunInOneShellWithPackersVariablesAndAreCleanedUp() throws Exception {
        provision(Map.of(
                "remote_file", "s.sh",
                "inline", List.of("x=1", "echo $x $PACKER_BUILD_NAME $PACKER_BUILDER_TYPE \"$A\"", "echo oops >&2"),
                "environment_vars", List.of("A=it's", "B=old"),
                "env", Map.of("B", "new=2")));
        String path = far + "/s.sh";
        assertThat(machine.commands())
                .containsExactly(
                        "chmod 0755 " + path + " 2>/dev/null; chmod +x " + path
                                + "; A='it'\"'\"'s' B='new=2' PACKER_BUILDER_TYPE='docker' PACKER_BUILD_NAME='web'  "
                                + path,
                        "rm -f " + path);
        assertThat(context.ui().lines())
                .containsExactly("==> Provisioning with shell script: inline", "    1 web docker it's", "!!! oops");
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void aFailingLineEndsTheInlineScript() {
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("false", "echo not reached"))))
                .isInstanceOf(ComponentException.class)
                .hasMessage("Script exited with non-zero exit status: 1. Allowed exit codes are: [0]");
        assertThat(context.ui().lines()).doesNotContain("    not reached");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'#!/bin/sh\necho $-', -, true",
                "'echo $-', -, false",
                "'#!/bin/sh -e\necho $-', /bin/sh, true",
                "'echo $-', /bin/sh -eu, false"
            })
    void theShebangIsTheOptionsElseTheScriptsElseTheDefault(String line, String shebang, boolean lenient)
            throws Exception {
        Map<String, Object> options = new HashMap<>(Map.of("inline", List.of(line)));
        if (shebang != null) {
            options.put("inline_shebang", shebang);
        }
        provision(options);
        assertThat(context.ui().lines().get(1).contains("e")).isEqualTo(!lenient);
    }

    @Test
    void scriptsRunInOrderAndWindowsLineEndsAreConvertedUnlessBinary() throws Exception {
        Files.writeString(directory.resolve("a.sh"), "#!/bin/sh\r\nprintf 'a\\n'\r\nexit 0");
        Files.writeString(directory.resolve("b.sh"), "#!/bin/sh\necho b\n");
        provision(Map.of("scripts", List.of("a.sh", "b.sh")));
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Provisioning with shell script: a.sh",
                        "    a",
                        "==> Provisioning with shell script: b.sh",
                        "    b");
        provision(Map.of("script", "a.sh", "binary", true, "execute_command", "cp {{.Path}} " + directory + "/copy"));
        assertThat(Files.readString(directory.resolve("copy"))).isEqualTo("#!/bin/sh\r\nprintf 'a\\n'\r\nexit 0");
    }

    @Test
    void executeCommandIsRenderedWithPathVarsAndTheBuildsValues() throws Exception {
        context.generated("ID", "i-7");
        provision(Map.of(
                "inline",
                List.of("echo {{ .ID }} $1 $X"),
                "env",
                Map.of("X", "x"),
                "env_var_format",
                "%s=\"%s\" ",
                "execute_command",
                "{{ .Vars }} sh {{ .Path }} {{ .ID }}"));
        assertThat(context.ui().lines()).contains("    i-7 i-7 x");
        assertThat(machine.commands().get(1))
                .startsWith("PACKER_BUILDER_TYPE=\"docker\" PACKER_BUILD_NAME=\"web\" X=\"x\"  sh ");
    }

    @Test
    void httpValuesAreVariablesWhereTheBuilderHasThem() throws Exception {
        context.generated("PackerHTTPAddr", "10.0.0.1:80")
                .generated("PackerHTTPIP", "10.0.0.1")
                .generated("PackerHTTPPort", "ERR_HTTP_PORT_NOT_IMPLEMENTED_BY_BUILDER");
        provision(Map.of("inline", List.of("echo $PACKER_HTTP_ADDR $PACKER_HTTP_IP [$PACKER_HTTP_PORT]")));
        assertThat(context.ui().lines()).contains("    10.0.0.1:80 10.0.0.1 []");
    }

    @Test
    void variablesGoByFileWhereAskedForAndTheFileIsRemoved() throws Exception {
        provision(Map.of("inline", List.of("echo $A"), "env", Map.of("A", "it's 1"), "use_env_var_file", true));
        assertThat(context.ui().lines()).contains("    it's 1");
        assertThat(machine.uploads().get(0)).matches("600 " + far + "/varfile_\\d+\\.sh");
        assertThat(machine.commands().get(0)).startsWith("chmod 0600 " + far + "/varfile_");
        assertThat(machine.commands().get(1)).matches("chmod 0755 (\\S+) 2>/dev/null; chmod \\+x \\1; \\. \\S+ && \\1");
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void aSecretNeverStandsOnTheDefaultCommandLineAndIsRedactedEvenQuoted() throws Exception {
        context.secrets().add("pa'ss-word");
        provision(Map.of(
                "inline", List.of("echo \"$A\"", "echo \"pa'\\\"'\\\"'ss-word\""),
                "env", Map.of("A", "pa'ss-word"),
                "skip_clean", true));
        assertThat(context.ui().lines()).contains("    <sensitive>").noneMatch(line -> line.contains("ss-word"));
        assertThat(machine.commands()).noneMatch(command -> command.contains("ss-word"));
        try (var left = Files.list(far)) {
            assertThat(left.map(file -> file.getFileName().toString())).allMatch(name -> name.startsWith("script_"));
        }
    }

    @Test
    void aScriptThatFailsLeavesNoFileWithSecrets() throws Exception {
        context.secrets().add("pa'ss-word");
        assertThatThrownBy(() -> provision(Map.of(
                        "remote_file", "s.sh", "inline", List.of("exit 5"), "env", Map.of("TOKEN", "pa'ss-word"))))
                .hasMessageStartingWith("Script exited with non-zero exit status: 5.");
        assertThat(far).isDirectoryNotContaining("glob:**varfile*");
        assertThat(far.resolve("s.sh")).exists();
    }

    @Test
    void theRightSideOfASecretAssignmentIsSecretToo() throws Exception {
        context.secrets().add("TOKEN=abcdef");
        provision(Map.of("inline", List.of("echo $TOKEN"), "environment_vars", List.of("TOKEN=abcdef")));
        assertThat(context.ui().lines()).contains("    <sensitive>");
    }

    @Test
    void otherExitCodesCountAsSuccessWhereGiven() throws Exception {
        provision(Map.of("inline", List.of("exit 3"), "valid_exit_codes", List.of(0, 3)));
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("exit 4"), "valid_exit_codes", List.of(0, 3))))
                .hasMessage("Script exited with non-zero exit status: 4. Allowed exit codes are: [0 3]");
    }

    @Test
    void aDisconnectFailsUnlessExpected() throws Exception {
        machine.disconnectOnRun();
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("true"))))
                .hasMessageStartingWith("Script disconnected unexpectedly.");
        machine.disconnectOnRun();
        provision(Map.of("inline", List.of("true"), "expect_disconnect", true));
        machine.disconnectOnRun();
        provision(Map.of("inline", List.of("true"), "valid_exit_codes", List.of(0, 2300218)));
    }

    @Test
    void startingIsTriedAgainUntilItWorks() throws Exception {
        machine.failUpload("rebooting");
        provision(Map.of("inline", List.of("echo up")));
        assertThat(context.ui().lines())
                .containsExactly("==> Provisioning with shell script: inline", "    Trying again: rebooting", "    up");
    }

    @Test
    void startingIsGivenUpAfterTheTimeout() {
        machine.failUpload("down");
        machine.failUpload("still down");
        assertThatThrownBy(() ->
                        provision(Map.of("inline", List.of("echo up"), "start_retry_timeout", Duration.ofMillis(100))))
                .hasMessage("still down");
    }

    @Test
    void cancellingEndsTheRetries() {
        machine.failUpload("down");
        context.ui().onLine(line -> {
            if (line.contains("Trying again")) {
                context.cancellation().cancel("interrupted");
            }
        });
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("echo up"))))
                .isInstanceOf(CancelledException.class);
    }

    private void cancelOn(String word) {
        context.ui().onLine(line -> {
            if (line.strip().equals(word)) {
                context.cancellation().cancel("interrupted");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aScriptThatIsCancelledLeavesNeitherItselfNorItsVariables(boolean streamed, boolean secret) {
        if (streamed) {
            machine.streamingScripts();
        }
        if (secret) {
            context.secrets().add("s3cret");
        }
        cancelOn("running");
        // What is ended is told by an exit status as well as by the token.
        assertThatThrownBy(() -> provision(Map.of(
                        "inline",
                        List.of("echo running", "exit 3"),
                        "env",
                        Map.of("TOKEN", "s3cret"),
                        "use_env_var_file",
                        !secret)))
                .isInstanceOf(ComponentException.class);
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void aScriptThatWasCancelledMeanwhileIsRemovedThoughItSucceeded() {
        cancelOn("running");
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("echo running"))))
                .isInstanceOf(CancelledException.class);
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void aCancelledScriptStaysWhereCleaningIsSkippedAndASecretDoesNot() {
        context.secrets().add("s3cret");
        cancelOn("running");
        assertThatThrownBy(() -> provision(Map.of(
                        "inline",
                        List.of("echo running", "exit 3"),
                        "env",
                        Map.of("TOKEN", "s3cret"),
                        "remote_file",
                        "mine.sh",
                        "skip_clean",
                        true)))
                .isInstanceOf(ComponentException.class);
        assertThat(far.toFile().list()).containsExactly("mine.sh");
    }

    @Test
    void whatCannotBeRemovedAfterACancellationIsNamed() {
        machine.unreachable();
        cancelOn("running");
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("echo running"), "remote_file", "mine.sh")))
                .isInstanceOf(CancelledException.class);
        assertThat(context.ui().lines()).contains("!!! These files may be left on the machine: " + far + "/mine.sh");
    }

    @Test
    void aFileWithSecretsThatTheTemplateAsksForDoesNotStayWhenTheScriptFails() {
        context.secrets().add("s3cret");
        assertThatThrownBy(() -> provision(Map.of(
                        "inline",
                        List.of("exit 3"),
                        "env",
                        Map.of("TOKEN", "s3cret"),
                        "use_env_var_file",
                        true,
                        "remote_file",
                        "mine.sh",
                        "execute_command",
                        ". {{.EnvVarFile}}; sh {{.Path}}")))
                .hasMessageContaining("exit status: 3");
        assertThat(far.toFile().list()).containsExactly("mine.sh");
    }

    @Test
    void theScriptStaysWhereCleaningIsSkipped() throws Exception {
        provision(Map.of("inline", List.of("true"), "skip_clean", true, "remote_path", far + "/mine.sh"));
        assertThat(far.resolve("mine.sh")).hasContent("#!/bin/sh -e\ntrue");
    }

    @Test
    void itPausesAfterwards() throws Exception {
        long start = System.nanoTime();
        provision(Map.of("inline", List.of("true"), "pause_after", Duration.ofMillis(200)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
        assertThat(context.ui().lines()).contains("==> Pausing 200ms after this provisioner...");
    }

    @Test
    void withoutAMachineItFailsAtOnceInsteadOfRetrying() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("true")))).hasMessageContaining("Use shell-local");
    }

    private List<String> check(Map<String, ?> options, String... unknown) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of(unknown));
        new ShellProvisioner().check(TestConfiguration.of(ShellConfiguration.class, options), check);
        return check.errors();
    }

    @Test
    void mistakesAreReportedAtTheirOptions() throws Exception {
        Files.writeString(directory.resolve("a.sh"), "");
        assertThat(check(Map.of()))
                .containsExactly("inline: Missing script: Either a script file or inline script must be specified.");
        assertThat(check(Map.of(), "inline")).isEmpty();
        assertThat(check(Map.of("script", "a.sh", "scripts", List.of("a.sh"))))
                .containsExactly("script: Conflicting options: Only one of script or scripts can be specified.");
        assertThat(check(Map.of("script", "a.sh", "inline", List.of("x"))).get(0))
                .startsWith("inline: ");
        assertThat(check(Map.of("scripts", List.of("a.sh", "b.sh"))))
                .containsExactly("scripts: Bad script: Bad script 'b.sh': no such file or directory");
        assertThat(check(Map.of("inline", List.of("x"), "environment_vars", List.of("A=1", "=x", "foo"))))
                .containsExactly(
                        "environment_vars: Invalid environment variable: Environment variable not in format 'key=value':"
                                + " =x",
                        "environment_vars: Invalid environment variable: Environment variable not in format 'key=value':"
                                + " foo");
        assertThat(check(Map.of("inline", List.of("x"), "env_var_format", "%s")))
                .hasSize(1);
        assertThat(check(Map.of(
                        "inline", List.of("x"), "env", Map.of("A", "a\0b"), "environment_vars", List.of("B=a\0b"))))
                .hasSize(2)
                .allMatch(
                        error -> error.matches("env(ironment_vars)?: Invalid environment variable: [AB]: there is a NUL"
                                + " character in it, .*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {"%s='%s' |A='b' ", "$env:%s=\"%v\"; |$env:A=\"b\"; ", "%[2]s<%[1]s|b<A", "100%% %s %s|100% A b"})
    void aFormatInsertsNameAndValue(String format, String expected) {
        assertThat(VariableFormat.of(format).format("A", "b")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"%s", "x", "%s %s %s", "%d %s", "%s %", "%[3]s %s"})
    void aFormatThatWouldGarbleTheVariablesIsAMistake(String format) {
        assertThat(VariableFormat.mistake(format)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"a b \t|a b", "  a|  a", "'10%\r20%\r30%'|30%", "'50%\r'|50%", "''|''"})
    void aLineIsShownAsATerminalWould(String line, String shown) {
        assertThat(OutputLine.shown(line)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nb\r\n', 'a\nb\n'", "a, 'a\n'", "'', ''", "'a\rb\n\n', 'a\rb\n\n'"})
    void lineEndsBecomeUnixOnes(String text, String converted) {
        assertThat(new String(UnixLines.convert(text.getBytes()))).isEqualTo(converted);
    }
}
