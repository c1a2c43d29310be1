package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    private static final Path LAUNCHER = Path.of("/opt/packer/bin/packer");
    private static final String LINE = "complete -o default -C /opt/packer/bin/packer packer";

    @TempDir
    Path home;

    private CompletionSetup setup;

    @BeforeEach
    void makeSetup() throws UsageException {
        setup = CompletionSetup.of(Map.of("HOME", home.toString()));
    }

    private static List<String> complete(String line) {
        return Completion.candidates(Map.of("COMP_LINE", line));
    }

    @Test
    void commandsAreCompleted() {
        assertThat(complete("packer ")).contains("build", "console", "validate").doesNotContain("-version");
        assertThat(complete("packer va")).containsExactly("validate");
        assertThat(complete("packer nope")).isEmpty();
        assertThat(complete("packer nope x")).isEmpty();
        assertThat(complete("packer -v")).containsExactly("-version");
        assertThat(complete("packer")).isEmpty();
    }

    @Test
    void flagsAreCompletedWithOneDash() {
        assertThat(complete("packer build -on")).containsExactly("-on-error", "-only");
        assertThat(complete("packer build -var x=1 -mach")).containsExactly("-machine-readable");
        assertThat(complete("packer build -")).noneMatch(flag -> flag.startsWith("--") || flag.equals("-h"));
    }

    @Test
    void valuesAreCompletedWhereThereAreFew() {
        assertThat(complete("packer build -on-error=")).contains("abort", "ask", "cleanup");
        assertThat(complete("packer build -on-error=c")).containsExactly("cleanup");
        assertThat(complete("packer build -on-error c")).containsExactly("cleanup");
        assertThat(complete("packer build --color=")).containsExactly("false", "true");
        assertThat(complete("packer build -color ")).isEmpty();
        assertThat(complete("packer build -var-file ")).isEmpty();
        assertThat(complete("packer build -x=y ")).isEmpty();
    }

    @Test
    void filesAreLeftToTheShell() {
        assertThat(complete("packer build te")).isEmpty();
        assertThat(complete("packer build -force ")).isEmpty();
    }

    @Test
    void commandsWithinCommandsAreCompleted() {
        assertThat(complete("packer plugins ")).containsExactly("install", "installed", "remove", "required");
        assertThat(complete("packer plugins required -con")).containsExactly("-config-type");
        assertThat(complete("packer plugins nope -")).isEmpty();
    }

    @Test
    void whatStandsBehindTheCursorDoesNotCount() {
        Map<String, String> environment =
                new HashMap<>(Map.of("COMP_LINE", "packer va main.pkr.hcl", "COMP_POINT", "9"));
        assertThat(Completion.candidates(environment)).containsExactly("validate");
        environment.put("COMP_POINT", "1000");
        assertThat(Completion.candidates(environment)).isEmpty();
    }

    @Test
    void theProgramAnswersInsteadOfRunning() {
        Map<String, String> environment = Map.of("COMP_LINE", "packer ver");
        ProgramRun run = ProgramRun.of(home, "", environment, "packer", "ver", "packer");
        assertThat(run.output()).isEqualTo("version\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shellsThatAreInUseAreSetUpOnce() throws Exception {
        Files.writeString(home.resolve(".bashrc"), "alias x=y");
        Files.writeString(home.resolve(".profile"), "");
        Files.writeString(home.resolve(".zshrc"), "# mine\n");
        Files.createDirectories(home.resolve(".config/fish"));

        assertThat(setup.install(LAUNCHER)).hasSize(3);

        assertThat(home.resolve(".bashrc")).hasContent("alias x=y\n" + LINE + "\n");
        assertThat(home.resolve(".profile")).isEmptyFile();
        assertThat(home.resolve(".zshrc"))
                .hasContent("# mine\nautoload -U +X bashcompinit && bashcompinit\n" + LINE + "\n");
        assertThat(home.resolve(".config/fish/completions/packer.fish"))
                .content()
                .contains("    /opt/packer/bin/packer\n", "complete -c packer");
        assertThatThrownBy(() -> setup.install(LAUNCHER))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("set up already in " + home.resolve(".bashrc"));
    }

    @Test
    void itIsTakenBackAndSoIsThatOfPacker() throws Exception {
        Files.writeString(home.resolve(".bashrc"), "a\n" + LINE + "\nb");
        Files.writeString(home.resolve(".zshrc"), "complete -o nospace -C /usr/bin/packer packer\n");
        assertThat(setup.uninstall()).containsExactly(home.resolve(".bashrc"), home.resolve(".zshrc"));
        assertThat(home.resolve(".bashrc")).hasContent("a\nb");
        assertThat(home.resolve(".zshrc")).isEmptyFile();
        assertThatThrownBy(() -> setup.uninstall()).hasMessageContaining("not set up");
    }

    @Test
    void whereThereIsNothingToSetUpThatIsSaid() {
        assertThatThrownBy(() -> setup.install(LAUNCHER)).hasMessageContaining("There is no shell to set up");
        assertThatThrownBy(() -> setup.install(Path.of("/my dir/packer"))).hasMessageContaining("/my dir/packer");
        assertThatThrownBy(() -> CompletionSetup.of(Map.of())).hasMessageContaining("HOME is not set");
        ProgramRun run = ProgramRun.of(home, "", Map.of("HOME", home.toString()), "-autocomplete-uninstall");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("not set up");
    }

    @Test
    void bashCompletesWithTheLineThatWasWritten() throws IOException, InterruptedException {
        Path bash = Path.of("/bin/bash");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(bash), "Skipped: there is no bash.");
        Path rc = Files.writeString(home.resolve("rc"), LINE + "\ncomplete -p packer\n");
        Process process = new ProcessBuilder(bash.toString(), "--norc", rc.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("-C '/opt/packer/bin/packer'");
    }
}
