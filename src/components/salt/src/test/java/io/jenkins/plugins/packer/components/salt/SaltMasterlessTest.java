package io.jenkins.plugins.packer.components.salt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.FullInterpolation;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.RecordingCommunicator;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaltMasterlessTest {
    private static final String UPLOADS = "/tmp/packer-salt-UUID";

    @TempDir
    Path directory;

    private final RecordingCommunicator machine = new RecordingCommunicator();
    private TestContext context;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of(new FileReaper()))
                .with(new FullInterpolation())
                .with(machine);
        Files.createDirectories(directory.resolve("states"));
        Files.createDirectories(directory.resolve("pillar"));
        Files.writeString(directory.resolve("minion.conf"), "file_client: local\n");
        Files.writeString(directory.resolve("grains.conf"), "role: web\n");
        machine.ending("stat ", 1);
    }

    private void apply(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("local_state_tree", "states");
        new SaltMasterlessProvisioner()
                .provision(TestConfiguration.of(SaltMasterlessConfiguration.class, all), context);
    }

    private List<String> events() {
        return machine.events().stream()
                .map(event -> event.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"))
                .toList();
    }

    @Test
    void saltIsInstalledAndStatesAndPillarAreMovedToTheirPlaces() throws Exception {
        apply(Map.of("local_pillar_roots", "pillar/", "bootstrap_args", "-P stable"));
        String old = "https://bootstrap.saltproject.io";
        String now = "https://github.com/saltstack/salt-bootstrap/releases/latest/download/bootstrap-salt.sh";
        String script = "/tmp/install_salt.sh";
        assertThat(events())
                .containsExactly(
                        "run curl -fL " + old + " -o " + script + " || wget -O " + script + " " + old + " || curl -fL "
                                + now + " -o " + script + " || wget -O " + script + " " + now,
                        "run sudo sh /tmp/install_salt.sh -P stable",
                        "run sudo mkdir -p '/tmp/salt'",
                        "run mkdir -p '" + UPLOADS + "'",
                        "run mkdir -p '" + UPLOADS + "/states'",
                        "tree " + directory + "/states/ => " + UPLOADS + "/states without [.git]",
                        "run sudo stat '/tmp/salt/states'",
                        "run sudo mv '" + UPLOADS + "/states' '/tmp/salt/states'",
                        "run sudo stat '/srv/salt'",
                        "run sudo mkdir -p '/srv'",
                        "run sudo mv '/tmp/salt/states' '/srv/salt'",
                        "run mkdir -p '" + UPLOADS + "/pillar'",
                        "tree " + directory + "/pillar/ => " + UPLOADS + "/pillar without [.git]",
                        "run sudo stat '/tmp/salt/pillar'",
                        "run sudo mv '" + UPLOADS + "/pillar' '/tmp/salt/pillar'",
                        "run sudo stat '/srv/pillar'",
                        "run sudo mkdir -p '/srv'",
                        "run sudo mv '/tmp/salt/pillar' '/srv/pillar'",
                        "run sudo rm -rf '" + UPLOADS + "'",
                        "run sudo salt-call --local state.highstate --file-root=/srv/salt --pillar-root=/srv/pillar"
                                + " --retcode-passthrough -l info");
    }

    @Test
    void placesAndArgumentsAreTheUsers() throws Exception {
        apply(Map.ofEntries(
                Map.entry("skip_bootstrap", true),
                Map.entry("disable_sudo", true),
                Map.entry("custom_state", "web,db"),
                Map.entry("remote_state_tree", "/opt/salt/states/"),
                Map.entry("remote_pillar_roots", "/opt/salt/pillar"),
                Map.entry("temp_config_dir", "/var/tmp/salt"),
                Map.entry("no_exit_on_failure", true),
                Map.entry("log_level", "debug"),
                Map.entry("salt_call_args", "--no-color"),
                Map.entry("salt_bin_dir", "/opt/bin")));
        assertThat(events())
                .startsWith("run mkdir -p '/var/tmp/salt'")
                .contains("run mv '/var/tmp/salt/states' '/opt/salt/states'")
                .endsWith("run /opt/bin/salt-call --local state.sls web,db --file-root=/opt/salt/states/"
                        + " --pillar-root=/opt/salt/pillar -l debug --no-color");
    }

    @Test
    void aStateTreeThatIsThereIsReplaced() throws Exception {
        RecordingCommunicator full = new RecordingCommunicator();
        context.with(full);
        apply(Map.of("skip_bootstrap", true));
        assertThat(full.events())
                .containsSubsequence(
                        "run sudo stat '/srv/salt'",
                        "run sudo rm -rf '/srv/salt'",
                        "run sudo mv '/tmp/salt/states' '/srv/salt'");
    }

    @Test
    void whatAnAttemptThatFailedLeftIsReplacedAndNotFilled() throws Exception {
        machine.ending("mv '/tmp/salt/states'", 1);
        assertThatThrownBy(() -> apply(Map.of("skip_bootstrap", true))).hasMessageContaining("Moving /tmp/salt/states");
        assertThat(events()).endsWith("last sudo rm -rf '" + UPLOADS + "'");
        RecordingCommunicator second = new RecordingCommunicator().ending("stat '/srv", 1);
        context.with(second);
        apply(Map.of("skip_bootstrap", true));
        assertThat(second.events())
                .containsSubsequence("run sudo stat '/tmp/salt/states'", "run sudo rm -rf '/tmp/salt/states'")
                .filteredOn(event -> event.contains("/states' '/tmp/salt/states'"))
                .hasSize(1);
    }

    @Test
    void aRunThatIsCancelledLeavesNoUploadOnTheMachine() {
        machine.cancelledIn("mv ");
        assertThatThrownBy(() -> apply(Map.of("skip_bootstrap", true))).isInstanceOf(CancelledException.class);
        assertThat(events()).endsWith("last sudo rm -rf '" + UPLOADS + "'");
    }

    @Test
    void minionAndGrainsGoToTheConfigurationDirectory() throws Exception {
        apply(Map.of("skip_bootstrap", true, "minion_config", "minion.conf", "grains_file", "grains.conf"));
        assertThat(events())
                .containsSubsequence(
                        "file " + UPLOADS + "/minion",
                        "run sudo mv '" + UPLOADS + "/minion' '/tmp/salt/minion'",
                        "run sudo mkdir -p '/etc/salt'",
                        "run sudo mv '/tmp/salt/minion' '/etc/salt/minion'",
                        "file " + UPLOADS + "/grains",
                        "run sudo mv '/tmp/salt/grains' '/etc/salt/grains'")
                .endsWith("run sudo salt-call --local state.highstate --retcode-passthrough -l info");
    }

    @Test
    void windowsHasItsOwnCommandsAndDirectories() throws Exception {
        machine.ending("test-path", 1);
        apply(Map.of("guest_os_type", "windows", "bootstrap_args", "-version 3006"));
        assertThat(events())
                .contains(
                        "run Powershell C:/Windows/Temp/bootstrap-salt.ps1 -version 3006",
                        // Braces around it would make it a text that PowerShell prints.
                        "run powershell.exe -Command \"if (test-path C:/salt/state) { exit 0 } else { exit 1 }\"",
                        "run powershell.exe -Command \"mv C:/Windows/Temp/salt/states C:/salt/state -force\"",
                        "run powershell Remove-Item $env:TEMP/Git.exe",
                        "run salt-call --local winrepo.update_git_repos",
                        "run salt-call --local pkg.refresh_db")
                .endsWith(
                        "run salt-call --local state.highstate --file-root=C:/salt/state --pillar-root=C:/salt/pillar/"
                                + " --retcode-passthrough -l info");
    }

    @Test
    void aStateTreeThatIsThereIsReplacedOnWindowsToo() throws Exception {
        apply(Map.of("guest_os_type", "windows"));
        assertThat(events())
                .containsSubsequence(
                        "run powershell.exe -Command \"rm C:/salt/state -recurse -force\"",
                        "run powershell.exe -Command \"mv C:/Windows/Temp/salt/states C:/salt/state -force\"");
    }

    @ParameterizedTest
    @CsvSource({
        "curl, Downloading Salt's bootstrap script failed: , false",
        "sudo sh, Installing Salt failed: , false",
        "salt-call, Error executing salt-call: Bad exit status: 9., false",
        "salt-call, '', true",
    })
    void failuresAreErrorsUnlessSaltMayFail(String part, String message, boolean mayFail) throws Exception {
        machine.ending(part, 9);
        Map<String, Object> options = Map.of("no_exit_on_failure", mayFail);
        if (message.isEmpty()) {
            apply(options);
        } else {
            assertThatThrownBy(() -> apply(options)).hasMessageStartingWith(message);
        }
    }

    @Test
    void aFormulaComesOutOfGitWithoutTouchingTheStateTree() throws Exception {
        Path repository = repository();
        apply(Map.of(
                "skip_bootstrap",
                true,
                "formulas",
                List.of("git::" + repository + "//web?ref=v1", "git::" + repository + "//states-there")));
        assertThat(events())
                .anyMatch(event -> event.matches(
                                "tree .*/packer-salt-formula-UUID/web => " + UPLOADS + "/states/web without \\[\\.git]")
                        || event.matches("tree .*/packer-salt-formula-UUID/web/ => " + UPLOADS
                                + "/states/web without \\[\\.git]"));
        assertThat(directory.resolve("states/web")).doesNotExist();
        assertThat(context.ui().lines())
                .contains("    Found existing formula at: " + directory.resolve("states/states-there"));
        Path clone = Path.of(context.resources().history().get(0).substring("create file ".length()));
        assertThat(clone.resolve("web/init.sls")).hasContent("one");
        context.resources().end(true);
        assertThat(clone).doesNotExist();
    }

    @Test
    void aFormulaThatGitCannotGetIsAnError() throws Exception {
        Path repository = repository();
        assertThatThrownBy(() -> apply(Map.of("formulas", List.of("git::" + directory + "/no.git//web"))))
                .hasMessageContaining("Unable to download Salt formula from " + directory + "/no.git");
        assertThatThrownBy(() -> apply(Map.of("formulas", List.of("git::" + repository + "//absent"))))
                .hasMessageContaining("there is no such directory");
        context.environment("PATH", "/nowhere");
        assertThatThrownBy(() -> apply(Map.of("formulas", List.of("git::" + repository + "//web"))))
                .hasMessageContaining("there is no git on the PATH");
    }

    /** A repository with the directory web, whose content differs between v1 and the newest state. */
    private Path repository() throws Exception {
        Counterpart.require("git", Files.isExecutable(Path.of("/usr/bin/git")), "Install Debian's package git.");
        Files.createDirectories(directory.resolve("states/states-there"));
        Path repository =
                Files.createDirectories(directory.resolve("formula.git/web")).getParent();
        Files.writeString(repository.resolve("web/init.sls"), "one");
        String commit = "git -c user.name=t -c user.email=t@example.org commit -qm x";
        shell(repository, "git init -q . && git add . && " + commit + " && git tag v1");
        Files.writeString(repository.resolve("web/init.sls"), "two");
        shell(repository, "git add . && " + commit);
        return repository;
    }

    private static void shell(Path where, String command) throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(where.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aBuildWithoutAMachineIsRefused() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> apply(Map.of())).hasMessageContaining("salt-masterless provisioner needs a machine");
    }

    @Test
    void mistakesAreFoundBeforeTheBuild() {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new SaltMasterlessProvisioner()
                .check(
                        TestConfiguration.of(
                                SaltMasterlessConfiguration.class,
                                Map.of(
                                        "local_state_tree", "no-states",
                                        "local_pillar_roots", "minion.conf",
                                        "minion_config", "states",
                                        "grains_file", "no-grains",
                                        "remote_state_tree", "/x",
                                        "guest_os_type", "os2",
                                        "formulas", List.of("https://example.org/web.git//web", "nothing"))),
                        check);
        assertThat(check.errors())
                .extracting(error -> error.substring(0, error.indexOf(": ", error.indexOf(": ") + 2)))
                .containsExactlyInAnyOrder(
                        "local_state_tree: No such file or directory",
                        "local_pillar_roots: Not a directory",
                        "minion_config: Not a file",
                        "minion_config: Conflicting options",
                        "grains_file: No such file or directory",
                        "guest_os_type: Invalid guest_os_type",
                        "formulas: Invalid formula URL");
    }
}
