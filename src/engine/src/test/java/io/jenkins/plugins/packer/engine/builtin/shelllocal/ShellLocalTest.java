package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.process.OperatingSystem;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class ShellLocalTest {
    private static final Artifact INPUT =
            new Artifact("packer.file", "File", "", List.of(Path.of("a")), Map.of(), Map.of(), List.of());

    @TempDir
    Path directory;

    private TestContext context;

    @BeforeEach
    void setUp() {
        context = new TestContext(directory, List.of(new FileReaper()));
    }

    private void run(Map<String, ?> options) throws ComponentException {
        new ShellLocalProvisioner().provision(TestConfiguration.of(ShellLocalConfiguration.class, options), context);
    }

    @Test
    void inlineLinesRunWithTheVariablesAndTheRunsEnvironment() throws Exception {
        context.environment("HERE", "yes").generated("PackerHTTPAddr", "1.2.3.4:5");
        run(Map.of(
                "inline",
                List.of(
                        "echo $HERE $PACKER_BUILD_NAME $PACKER_BUILDER_TYPE $PACKER_RUN_UUID $PACKER_HTTP_ADDR",
                        "echo \"$A|$B\"; pwd; echo [$LEAKED]"),
                "environment_vars",
                List.of("A=it's", "B=old"),
                "env",
                Map.of("B", "a \"b\" $c")));
        assertThat(context.ui().lines().get(0))
                .startsWith("==> Running local shell script: " + directory + "/packer-shell");
        assertThat(context.ui().lines().subList(1, 5))
                .containsExactly(
                        "    yes web docker 11111111-2222-3333-4444-555555555555 1.2.3.4:5",
                        "    it's|a \"b\" $c",
                        "    " + directory.toRealPath(),
                        "    []");
    }

    @Test
    void theScriptsFileIsPrivateAndGoneAfterwards() throws Exception {
        run(Map.of("inline", List.of("stat -c %a \"$0\"; head -1 \"$0\""), "tempfile_extension", ".cmd"));
        assertThat(context.ui().lines().get(0)).endsWith(".cmd");
        assertThat(context.ui().lines()).contains("    700", "    #!/bin/sh -e");
        assertThat(context.resources().history().get(0)).startsWith("create file " + directory + "/packer-shell");
        assertThat(context.resources().history().get(1)).startsWith("remove file ");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void commandIsASingleLineAndTheShebangIsTheOptions() throws Exception {
        run(Map.of("command", "echo one"));
        run(Map.of("command", "false; echo two", "inline_shebang", "/bin/sh"));
        assertThat(context.ui().lines()).contains("    one", "    two");
    }

    @Test
    void scriptsRunInOrderEvenWithSpacesInTheirNamesOrWithoutAShebang() throws Exception {
        for (String name : List.of("a b.sh", "it's.sh")) {
            Path script = Files.writeString(directory.resolve(name), "echo ran $0");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        run(Map.of("scripts", List.of("a b.sh", "it's.sh")));
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Running local shell script: a b.sh",
                        "    ran " + directory + "/a b.sh",
                        "==> Running local shell script: it's.sh",
                        "    ran " + directory + "/it's.sh");
    }

    @Test
    void anExecuteCommandOfOnesOwnIsRendered() throws Exception {
        context.generated("ID", "i-1");
        run(Map.of(
                "inline", List.of("echo {{ .ID }} $1 $A"),
                "environment_vars", List.of("A={{ .ID }}'"),
                "execute_command", List.of("/bin/sh", "-c", "{{.Vars}} {{.Script}} {{.ID}}")));
        assertThat(context.ui().lines()).contains("    i-1 i-1 i-1'");
    }

    @Test
    void aFormatOfOnesOwnIsUsedInTheDefaultCommand() throws Exception {
        run(Map.of("inline", List.of("echo $A"), "env", Map.of("A", "1"), "env_var_format", "%s=\"%s\" "));
        assertThat(context.ui().lines()).contains("    1");
    }

    @Test
    void aSecretIsPassedInTheEnvironmentAndRedactedFromTheOutput() throws Exception {
        context.secrets().add("hunter2-secret");
        run(Map.of(
                "inline",
                List.of("echo \"got $A\"; tr '\\0' ' ' </proc/$PPID/cmdline; echo; tr '\\0' ' ' </proc/$$/cmdline"),
                "env",
                Map.of("A", "hunter2-secret")));
        assertThat(context.ui().lines())
                .contains("    got <sensitive>")
                .filteredOn(line -> line.contains("<sensitive>"))
                .hasSize(1);
    }

    @Test
    void aCommandLineThatShowsASecretIsWarnedAbout() throws Exception {
        context.secrets().add("hunter2-secret");
        run(Map.of(
                "inline", List.of("true"),
                "env", Map.of("A", "hunter2-secret"),
                "execute_command", List.of("/bin/sh", "-c", "{{.Vars}} {{.Script}}")));
        assertThat(context.ui().lines().get(0)).contains("Warning: execute_command puts a sensitive value");
    }

    @Test
    void outputComesLineByLineWhileTheScriptRuns() throws Exception {
        Path go = directory.resolve("go");
        context.ui().onLine(line -> {
            if (line.equals("    first")) {
                assertThat(go.toFile().mkdir()).isTrue();
            }
        });
        run(Map.of("inline", List.of("echo first; while [ ! -d go ]; do sleep 0.05; done; printf 'last'; echo e >&2")));
        assertThat(context.ui().lines()).contains("    first", "    last", "!!! e");
    }

    @Test
    void exitCodesAreJudgedAsThoseOfShell() throws Exception {
        run(Map.of("inline", List.of("exit 7"), "valid_exit_codes", List.of(7)));
        assertThatThrownBy(() -> run(Map.of("inline", List.of("exit 7"))))
                .hasMessage("Script exited with non-zero exit status: 7. Allowed exit codes are: [0]");
        context.resources().end(false);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aProgramThatCannotBeStartedIsNamed() {
        assertThatThrownBy(() -> run(Map.of("inline", List.of("true"), "execute_command", List.of("/no/such/shell"))))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("/no/such/shell could not be started");
    }

    @Test
    void itIsSkippedOnOtherOperatingSystems() throws Exception {
        String other = OperatingSystem.current().equals("windows") ? "linux" : "windows";
        run(Map.of("inline", List.of("echo ran"), "only_on", List.of(other)));
        assertThat(context.ui().lines()).containsExactly("==> Skipping shell-local due to runtime OS");
        run(Map.of("inline", List.of("echo ran"), "only_on", List.of(other, OperatingSystem.current())));
        assertThat(context.ui().lines()).contains("    ran");
    }

    @Test
    void cancellingEndsTheWholeProcessTreePromptly() throws Exception {
        List<Long> pids = new ArrayList<>();
        context.ui().onLine(line -> {
            if (line.startsWith("    pid ")) {
                pids.add(Long.valueOf(line.substring(8)));
            }
            if (pids.size() == 3) {
                context.cancellation().cancel("interrupted");
            }
        });
        long start = System.nanoTime();
        assertThatThrownBy(() -> run(Map.of(
                        "inline",
                        List.of(
                                "sh -c 'trap \"\" TERM; echo pid $$; while :; do sleep 1; done' &",
                                "sleep 300 & echo pid $!",
                                "echo pid $$",
                                "wait"))))
                .isInstanceOf(CancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(pids)
                .hasSize(3)
                .allSatisfy(pid -> assertThat(running(pid)).as("pid " + pid).isFalse());
    }

    /** Whether a process runs; one that ended and was not collected yet does not. */
    private static boolean running(long pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void manyAtOnceDoNotFindTheirScriptsBusy() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                runs.add(threads.submit(() -> {
                    TestContext own = new TestContext(directory, List.of(new FileReaper()));
                    new ShellLocalProvisioner()
                            .provision(
                                    TestConfiguration.of(
                                            ShellLocalConfiguration.class, Map.of("inline", List.of("true"))),
                                    own);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void thePostProcessorPassesItsInputOnAndKeepsIt() throws Exception {
        PostProcessor.Result result = new ShellLocalPostProcessor()
                .process(
                        TestConfiguration.of(
                                ShellLocalPostConfiguration.class,
                                Map.of("inline", List.of("echo post"), "keep_input_artifact", false)),
                        INPUT,
                        context);
        assertThat(result.artifact()).isSameAs(INPUT);
        assertThat(result.keepInput()).isTrue();
        assertThat(result.forceKeepInput()).isTrue();
        assertThat(context.ui().lines()).contains("    post");
    }

    @Test
    void thePostProcessorGivesASingleExecuteCommandToAShell() throws Exception {
        new ShellLocalPostProcessor()
                .process(
                        TestConfiguration.of(
                                ShellLocalPostConfiguration.class,
                                Map.of(
                                        "inline",
                                        List.of("echo old $A"),
                                        "env",
                                        Map.of("A", "way"),
                                        "execute_command",
                                        List.of("{{.Vars}} {{.Script}}"))),
                        INPUT,
                        context);
        assertThat(context.ui().lines()).contains("    old way");
    }

    private List<String> check(Map<String, ?> options, String... unknown) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of(unknown));
        new ShellLocalProvisioner().check(TestConfiguration.of(ShellLocalConfiguration.class, options), check);
        return check.errors();
    }

    @Test
    void mistakesAreReportedAtTheirOptions() throws Exception {
        Files.writeString(directory.resolve("a.sh"), "");
        assertThat(check(Map.of()))
                .containsExactly(
                        "inline: Missing script: Command, Inline, Script and Scripts options cannot all be empty.");
        assertThat(check(Map.of(), "scripts")).isEmpty();
        assertThat(check(Map.of("command", "x", "script", "a.sh")).get(0))
                .startsWith("script: Conflicting options: You may only");
        assertThat(check(Map.of("inline", List.of("x"), "scripts", List.of("a.sh"))))
                .hasSize(1);
        assertThat(check(Map.of("script", "b.sh")))
                .containsExactly("script: Bad script: Bad script 'b.sh': no such file or directory");
        assertThat(check(Map.of("inline", List.of("x"), "only_on", List.of("linux", "beos")))
                        .get(0))
                .startsWith("only_on: Invalid operating system: Invalid OS specified in only_on: 'beos'.")
                .endsWith("darwin, freebsd, linux, openbsd, solaris, windows");
        assertThat(check(Map.of("inline", List.of("x"), "use_linux_pathing", true))
                        .get(0))
                .startsWith("use_linux_pathing: ");
        assertThat(check(Map.of("script", "a.sh", "use_linux_pathing", true)).get(0))
                .contains("has no drive");
        assertThat(check(Map.of("inline", List.of("x"), "environment_vars", List.of("x"))))
                .hasSize(1);
    }

    @Test
    void keepInputArtifactFalseIsAnsweredWithAWarning() {
        Map<String, Object> options = Map.of("inline", List.of("{{ .A }}"), "keep_input_artifact", false);
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of());
        new ShellLocalPostProcessor().check(TestConfiguration.of(ShellLocalPostConfiguration.class, options), check);
        assertThat(check.warnings()).singleElement().asString().startsWith("keep_input_artifact: ");
    }

    @ParameterizedTest
    @CsvSource({"C:\\build\\a.sh, /mnt/c/build/a.sh", "D:/x, /mnt/d/x", "/home/a.sh,"})
    void windowsPathsAreNamedAsTheLinuxSubsystemDoes(String path, String linux) {
        assertThat(LinuxPath.of(path).orElse(null)).isEqualTo(linux);
    }

    @ParameterizedTest
    @CsvSource({"Linux, linux", "Windows 11, windows", "Mac OS X, darwin", "SunOS, solaris", "FreeBSD, freebsd"})
    void operatingSystemsHaveGosNames(String java, String go) {
        assertThat(OperatingSystem.goName(java)).isEqualTo(go);
    }
}
