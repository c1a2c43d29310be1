package io.jenkins.plugins.packer.engine.builtin.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.LocalShellCommunicator;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code shell} provisioner on a machine that takes a script by the command that runs it. */
class StreamedScriptTest {
    @TempDir
    Path directory;

    private final LocalShellCommunicator machine = new LocalShellCommunicator().streamingScripts();
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
        all.putIfAbsent("start_retry_timeout", Duration.ofMillis(1));
        new ShellProvisioner().provision(TestConfiguration.of(ShellConfiguration.class, all), context);
    }

    @Test
    void oneCommandPutsItThereRunsAndRemovesIt() throws Exception {
        provision(Map.of(
                "inline", List.of("echo \"$A\" '$A'", "echo oops >&2", "ls -l $0 | cut -c 1-10", "exit 3"),
                "env", Map.of("A", "it's 1 & 2"),
                "valid_exit_codes", List.of(0, 3)));
        assertThat(context.ui().lines())
                .contains(
                        "==> Provisioning with shell script: inline", "    it's 1 & 2 $A", "!!! oops", "    -rwxr-xr-x")
                .hasSize(4);
        assertThat(machine.commands()).hasSize(1);
        assertThat(machine.uploads()).isEmpty();
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void aScriptFindsItsInputAtItsEnd() throws Exception {
        provision(Map.of("inline", List.of("read line || echo \"nothing\"", "cat", "echo end")));
        assertThat(context.ui().lines()).endsWith("    nothing", "    end");
    }

    @Test
    void aLongScriptArrivesWhole() throws Exception {
        String line = "# " + "x".repeat(1000) + "\n";
        Files.writeString(directory.resolve("long.sh"), "#!/bin/sh\n" + line.repeat(3000) + "echo done\n");
        provision(Map.of("script", "long.sh"));
        assertThat(context.ui().lines()).endsWith("    done");
        assertThat(machine.uploads()).isEmpty();
    }

    @Test
    void aScriptThatFailedStaysAsDoesOneThatShall() throws Exception {
        assertThatThrownBy(() -> provision(Map.of("remote_file", "a.sh", "inline", List.of("exit 4"))))
                .hasMessage("Script exited with non-zero exit status: 4. Allowed exit codes are: [0]");
        provision(Map.of("remote_file", "b.sh", "inline", List.of("true"), "skip_clean", true));
        assertThat(far.resolve("a.sh")).exists();
        assertThat(far.resolve("b.sh")).exists();
        assertThat(machine.commands()).hasSize(2);
    }

    @Test
    void aCommandOfTheUsersIsRunTheOrdinaryWay() throws Exception {
        provision(Map.of("inline", List.of("echo one"), "execute_command", "sh {{.Path}}"));
        provision(Map.of("inline", List.of("echo two"), "remote_file", "a~b.sh"));
        assertThat(machine.uploads()).hasSize(2);
        assertThat(context.ui().lines()).contains("    one", "    two");
    }

    /** Whatever is wrong with it before the script begins. */
    @Test
    void whereItDoesNotArriveTheOrdinaryWaySaysWhy() throws Exception {
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("true"), "remote_folder", far + "/missing")))
                .hasMessageContaining("upload: ")
                .hasMessageContaining("/missing/");
        machine.greetWith(
                "mkdir -p " + directory + "/bin; ln -sf /bin/sh " + directory + "/bin; PATH=" + directory + "/bin");
        provision(Map.of("inline", List.of("echo all the same")));
        assertThat(context.ui().lines()).endsWith("    all the same");
        assertThat(machine.uploads()).hasSize(2);
        assertThat(far).isEmptyDirectory();
    }

    @Test
    void whatTheShellSaysAtItsStartIsNoPartOfIt() throws Exception {
        machine.greetWith("echo Welcome; echo odd >&2; printf 'to this '");
        provision(Map.of("inline", List.of("echo one")));
        assertThat(context.ui().lines())
                .contains("    Welcome", "    to this", "!!! odd")
                .endsWith("    one");
        assertThat(machine.commands()).hasSize(1);
    }

    /** A start-up file of a shell that starts another one, which takes its input for commands, or that reads of it. */
    @ParameterizedTest
    @ValueSource(strings = {"exec sh", "read line"})
    void whateverElseReadsTheScriptDoesNotRunIt(String greeting) throws Exception {
        machine.greetWith(greeting);
        provision(Map.of("inline", List.of("echo once; echo once >>" + far + "/done")));
        assertThat(context.ui().lines()).containsOnlyOnce("    once");
        assertThat(far.resolve("done")).hasContent("once");
        assertThat(machine.uploads()).hasSize(1);
    }

    @Test
    void aConnectionThatEndsBeforeTheScriptBeginsIsTriedAgain() throws Exception {
        machine.disconnectOnStream();
        provision(Map.of("inline", List.of("echo once")));
        assertThat(context.ui().lines()).endsWith("    once");
        assertThat(machine.uploads()).hasSize(1);
    }

    @Test
    void aScriptThatHadBegunIsNotRunAgain() throws Exception {
        machine.disconnectOnRun();
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("echo once"))))
                .hasMessageStartingWith("Script disconnected unexpectedly.");
        machine.disconnectOnRun();
        provision(Map.of("inline", List.of("echo twice", "exit 1"), "expect_disconnect", true, "remote_file", "s.sh"));
        assertThat(context.ui().lines()).containsOnlyOnce("    once").containsOnlyOnce("    twice");
        assertThat(machine.commands()).last().isEqualTo("rm -f " + far + "/s.sh");
        assertThat(far.resolve("s.sh")).doesNotExist();
    }

    /** The status that stands for a disconnection may be among the valid ones: nobody was there to remove it all the same. */
    @Test
    void aScriptWhoseConnectionEndedIsRemovedAfterwards() throws Exception {
        machine.disconnectOnRun();
        provision(Map.of("inline", List.of("exit 1"), "valid_exit_codes", List.of(0, 2300218), "remote_file", "s.sh"));
        assertThat(machine.commands()).last().isEqualTo("rm -f " + far + "/s.sh");
        assertThat(far).isEmptyDirectory();
    }

    /** Nor does it meet a variable that is the command's own. */
    @Test
    void aScriptMeetsTheMachinesVariablesAsTheyAre() throws Exception {
        machine.greetWith("export go=one s=two");
        provision(Map.of("inline", List.of("echo $go $s", "env | grep -c packer_ || true")));
        assertThat(context.ui().lines()).endsWith("    one two", "    0");
    }

    @Test
    void oneThatCannotBeRemovedIsToldAsEver() {
        assertThatThrownBy(() -> provision(Map.of(
                        "inline",
                        List.of("rm \"$0\"", "mkdir \"$0\"", "printf 'no end of line'"),
                        "remote_file",
                        "s.sh")))
                .hasMessage("Error removing temporary script at " + far + "/s.sh: rm ended with exit status 1.");
        assertThat(context.ui().lines()).contains("    no end of line").noneMatch(line -> line.contains("-left"));
    }
}
