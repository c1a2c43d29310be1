package io.jenkins.plugins.packer.components.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.FullInterpolation;
import io.jenkins.plugins.packer.engine.testing.LocalShellCommunicator;
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

class PuppetProvisionersTest {
    private static final String FACTS = "FACTER_packer_build_name='web' FACTER_packer_builder_type='docker'";

    @TempDir
    Path directory;

    private final RecordingCommunicator machine = new RecordingCommunicator();
    private TestContext context;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of())
                .with(new FullInterpolation())
                .with(machine);
        Files.writeString(directory.resolve("site.pp"), "notice('hello')\n");
        Files.createDirectories(directory.resolve("modules/web/manifests"));
        Files.createDirectories(directory.resolve("manifests"));
        Files.writeString(directory.resolve("hiera.yaml"), "version: 5\n");
    }

    private void apply(Map<String, ?> options) throws ComponentException {
        new PuppetMasterlessProvisioner()
                .provision(TestConfiguration.of(PuppetMasterlessConfiguration.class, options), context);
    }

    private void agent(Map<String, ?> options) throws ComponentException {
        new PuppetServerProvisioner()
                .provision(TestConfiguration.of(PuppetServerConfiguration.class, options), context);
    }

    @Test
    void manifestsModulesAndHieraReachTheMachineAndAreApplied() throws Exception {
        apply(Map.of(
                "manifest_file", "site.pp",
                "module_paths", List.of("modules", "modules/"),
                "hiera_config_path", "hiera.yaml",
                "manifest_dir", "manifests",
                "extra_arguments", List.of("--verbose", "--logdest={{.WorkingDir}}/log"),
                "facter", Map.of("role", "it's web"),
                "puppet_bin_dir", "/opt/puppetlabs/bin",
                "working_directory", "/srv",
                "clean_staging_directory", true));
        String staging = "/tmp/packer-puppet-masterless";
        assertThat(machine.events())
                .containsExactly(
                        "run sudo mkdir -p '" + staging + "'",
                        "run sudo chmod 0777 '" + staging + "'",
                        "file " + staging + "/hiera.yaml",
                        "run sudo mkdir -p '" + staging + "/manifests'",
                        "run sudo chmod 0777 '" + staging + "/manifests'",
                        "tree " + directory + "/manifests/ => " + staging + "/manifests",
                        "run sudo mkdir -p '" + staging + "/module-0'",
                        "run sudo chmod 0777 '" + staging + "/module-0'",
                        "tree " + directory + "/modules/ => " + staging + "/module-0",
                        "run sudo mkdir -p '" + staging + "/module-1'",
                        "run sudo chmod 0777 '" + staging + "/module-1'",
                        "tree " + directory + "/modules/ => " + staging + "/module-1",
                        "run sudo mkdir -p '" + staging + "/manifests'",
                        "run sudo chmod 0777 '" + staging + "/manifests'",
                        "file " + staging + "/manifests/site.pp",
                        "run cd /srv && " + FACTS + " FACTER_role='it'\"'\"'s web' sudo -E"
                                + " /opt/puppetlabs/bin/puppet apply --detailed-exitcodes --modulepath='" + staging
                                + "/module-0:" + staging + "/module-1' --hiera_config='" + staging
                                + "/hiera.yaml' --manifestdir='" + staging + "/manifests' --verbose --logdest=/srv/log "
                                + staging + "/manifests/site.pp",
                        "run sudo rm -rf '" + staging + "'");
        assertThat(context.ui().lines())
                .startsWith("==> Provisioning with Puppet...", "    Creating Puppet staging directory...");
    }

    @Test
    void withoutOptionsThereIsNoSudoForThoseWhoPreventItAndNothingIsCleaned() throws Exception {
        apply(Map.of("manifest_file", "manifests", "prevent_sudo", true, "staging_directory", "/stage"));
        assertThat(machine.events())
                .containsExactly(
                        "run mkdir -p '/stage'",
                        "run chmod 0777 '/stage'",
                        "run mkdir -p '/stage/manifests'",
                        "run chmod 0777 '/stage/manifests'",
                        "tree " + directory + "/manifests/ => /stage/manifests",
                        "run cd /stage && " + FACTS + " puppet apply --detailed-exitcodes /stage/manifests");
    }

    @Test
    void windowsHasItsOwnCommandsAndDirectories() throws Exception {
        apply(Map.of(
                "manifest_file", "site.pp",
                "guest_os_type", "Windows",
                "module_paths", List.of("modules", "modules"),
                "staging_directory", "C:/my stage",
                "clean_staging_directory", true));
        assertThat(machine.events())
                .startsWith(
                        "run powershell.exe -Command \"New-Item -ItemType directory -Force -ErrorAction SilentlyContinue"
                                + " -Path C:/my` stage\"",
                        "run echo 'skipping chmod 0777 C:/my` stage'")
                .endsWith(
                        "run cd \"C:/my stage\" && SET \"FACTER_packer_build_name=web\" & SET"
                                + " \"FACTER_packer_builder_type=docker\" && puppet apply --detailed-exitcodes"
                                + " --modulepath='C:/my stage/module-0;C:/my stage/module-1' \"C:/my"
                                + " stage/manifests/site.pp\"",
                        "run powershell.exe -Command \"rm C:/my` stage -recurse -force\"");
        apply(Map.of("manifest_file", "site.pp", "guest_os_type", "windows"));
        assertThat(machine.events()).contains("file C:/Windows/Temp/packer-puppet-masterless/manifests/site.pp");
    }

    @Test
    void aCommandOfTheUsersOwnHasAllValues() throws Exception {
        context.generated("ID", "i-7");
        apply(Map.of(
                "manifest_file",
                "site.pp",
                "staging_directory",
                "/s",
                "execute_command",
                "{{.FacterVars}} {{if .Sudo}}doas {{end}}puppet {{.ManifestFile}} {{.ModulePathJoiner}} {{.ID}}"
                        + "{{if .Debug}} -d{{end}}"));
        assertThat(machine.events()).endsWith("run " + FACTS + " doas puppet /s/manifests/site.pp : i-7");
    }

    @Test
    void aSecretFactGoesByAFileThatOnlyItsOwnerCanReadAndIsRemoved() throws Exception {
        context.secrets().add("s3cr'et");
        apply(Map.of("manifest_file", "site.pp", "staging_directory", "/s", "facter", Map.of("token", "s3cr'et")));
        assertThat(machine.events())
                .contains("file /s/packer-facts.sh 600")
                .endsWith(
                        "run cd /s && . '/s/packer-facts.sh' && sudo -E puppet apply --detailed-exitcodes"
                                + " /s/manifests/site.pp",
                        "run rm -f '/s/packer-facts.sh'");
        assertThat(machine.file("/s/packer-facts.sh")).contains("export FACTER_token='s3cr'\"'\"'et'\n");
        assertThat(context.ui().lines()).noneMatch(line -> line.contains("s3cr"));
    }

    @Test
    void aTaskOfAnotherUserEndsWithARunThatIsCancelled() {
        machine.cancelledIn("packer-elevated-shell-");
        assertThatThrownBy(() -> apply(Map.of(
                        "manifest_file",
                        "site.pp",
                        "guest_os_type",
                        "windows",
                        "elevated_user",
                        "admin",
                        "elevated_password",
                        "p4ssword")))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.events())
                .last()
                .asString()
                .matches("last schtasks /end /tn \"packer-[0-9a-f-]+\" & schtasks /delete .*"
                        + "del /f /q \"C:.Windows.Temp.packer-elevated-shell-[0-9a-f-]+\\.ps1\"");
    }

    @Test
    void aSecretFactDoesNotStayOnTheMachineOfARunThatIsCancelled() {
        context.secrets().add("s3cr'et");
        machine.cancelledIn("puppet apply");
        assertThatThrownBy(() -> apply(Map.of(
                        "manifest_file", "site.pp", "staging_directory", "/s", "facter", Map.of("token", "s3cr'et"))))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.events()).endsWith("last rm -f '/s/packer-facts.sh'");
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, true",
        "2, false, true",
        "1, false, false",
        "4, false, false",
        "6, false, false",
        "6, true, true"
    })
    void puppetsDetailedExitCodesAreJudged(int status, boolean ignored, boolean accepted) throws Exception {
        machine.ending("puppet apply", status);
        Map<String, Object> options = Map.of("manifest_file", "site.pp", "ignore_exit_codes", ignored);
        if (accepted) {
            apply(options);
        } else {
            assertThatThrownBy(() -> apply(options))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageStartingWith("Puppet exited with a non-zero exit status: " + status + ".")
                    .hasMessageContaining("ignore_exit_codes");
        }
    }

    @Test
    void aMissingPuppetSaysWhatToDo() {
        machine.ending("puppet apply", 127);
        assertThatThrownBy(() -> apply(Map.of("manifest_file", "site.pp")))
                .hasMessageContaining("install Puppet first, or name its directory in puppet_bin_dir");
    }

    @Test
    void aDirectoryThatCannotBeMadeEndsIt() {
        machine.ending("mkdir", 1).ending("New-Item", 1);
        assertThatThrownBy(() -> apply(Map.of("manifest_file", "site.pp")))
                .hasMessage("Creating the directory /tmp/packer-puppet-masterless failed: \"sudo mkdir -p"
                        + " '/tmp/packer-puppet-masterless'\" ended with exit status 1. See the output above."
                        + " prevent_sudo = true does without sudo, which has to work without a password;"
                        + " staging_directory names another directory of the machine.");
        assertThatThrownBy(() -> agent(Map.of("prevent_sudo", true)))
                .hasMessageEndingWith(" See the output above. The user that logs in has to be allowed to write there:"
                        + " prevent_sudo = false has it done with sudo; staging_dir names another directory of the"
                        + " machine.");
        assertThatThrownBy(() -> agent(Map.of("guest_os_type", "windows", "staging_dir", "C:/x")))
                .hasMessageEndingWith(" See the output above. staging_dir names another directory of the machine.");
    }

    @Test
    void pathsThatAShellWouldSplitAreOneWordOfTheDefaultCommand() throws Exception {
        Files.writeString(directory.resolve("it's our $ite.pp"), "");
        apply(Map.of(
                "manifest_file", "it's our $ite.pp",
                "staging_directory", "/var/stage it",
                "puppet_bin_dir", "$HOME/bin",
                "prevent_sudo", true));
        assertThat(machine.events())
                .last()
                .isEqualTo("run cd '/var/stage it' && " + FACTS + " $HOME/bin/puppet apply --detailed-exitcodes"
                        + " '/var/stage it/manifests/it'\"'\"'s our $ite.pp'");
        apply(Map.of(
                "manifest_file", "it's our $ite.pp",
                "staging_directory", "/var/stage it",
                "execute_command", "puppet apply \"{{.ManifestFile}}\""));
        assertThat(machine.events()).last().isEqualTo("run puppet apply \"/var/stage it/manifests/it's our $ite.pp\"");
    }

    /** Linux would say that the argument list is too long. */
    @Test
    void moreFactsThanACommandHoldsGoByAFile() throws Exception {
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            facts.put("fact_" + i, "value ".repeat(10));
        }
        apply(Map.of("manifest_file", "site.pp", "facter", facts));
        String file = "/tmp/packer-puppet-masterless/packer-facts.sh";
        assertThat(machine.events())
                .endsWith(
                        "file " + file + " 600",
                        "run cd /tmp/packer-puppet-masterless && . '" + file
                                + "' && sudo -E puppet apply --detailed-exitcodes"
                                + " /tmp/packer-puppet-masterless/manifests/site.pp",
                        "run rm -f '" + file + "'");
        assertThat(machine.file(file)).hasLineCount(2002);
    }

    @Test
    void theAgentRunsOnceAgainstTheServer() throws Exception {
        Files.createDirectories(directory.resolve("keys"));
        agent(Map.of(
                "puppet_server", "puppet.example.org",
                "puppet_node", "web.example.org",
                "client_cert_path", "keys",
                "client_private_key_path", "keys",
                "extra_arguments", List.of("--noop"),
                "clean_staging_directory", true));
        String staging = "/tmp/packer-puppet-server";
        assertThat(machine.events())
                .containsExactly(
                        "run sudo mkdir -p '" + staging + "'",
                        "run sudo chmod 0777 '" + staging + "'",
                        "run sudo mkdir -p '" + staging + "/certs'",
                        "run sudo chmod 0777 '" + staging + "/certs'",
                        "tree " + directory + "/keys/ => " + staging + "/certs",
                        "run sudo mkdir -p '" + staging + "/private_keys'",
                        "run sudo chmod 0777 '" + staging + "/private_keys'",
                        "tree " + directory + "/keys/ => " + staging + "/private_keys",
                        "run cd " + staging + " && " + FACTS
                                + " sudo -E puppet agent --onetime --no-daemonize --detailed-exitcodes"
                                + " --server='puppet.example.org' --certname='web.example.org' --certdir='" + staging
                                + "/certs' --privatekeydir='" + staging + "/private_keys' --noop ",
                        "run sudo rm -rf '" + staging + "'");
    }

    @Test
    void theAgentOnWindowsNeedsNoSudo() throws Exception {
        agent(Map.of("guest_os_type", "windows", "staging_dir", "C:/s", "puppet_bin_dir", "C:/puppet"));
        assertThat(machine.events())
                .endsWith("run cd C:/s && SET \"FACTER_packer_build_name=web\" & SET"
                        + " \"FACTER_packer_builder_type=docker\" && C:/puppet/puppet agent --onetime --no-daemonize"
                        + " --detailed-exitcodes ");
    }

    @Test
    void onWindowsPuppetCanRunAsAnotherUser() throws Exception {
        context.generated("WinRMPassword", "pa55word");
        apply(Map.of(
                "manifest_file", "site.pp",
                "guest_os_type", "windows",
                "elevated_user", "admin",
                "elevated_password", "{{.WinRMPassword}}"));
        String script = machine.events().stream()
                .filter(event -> event.startsWith("file C:/Windows/Temp/packer-elevated-shell-"))
                .findFirst()
                .orElseThrow()
                .substring("file ".length());
        assertThat(machine.file(script)).contains("puppet apply --detailed-exitcodes", "pa55word", "admin");
        assertThat(machine.events()).endsWith("run powershell -executionpolicy bypass -file \"" + script + "\"");
        assertThat(context.secrets().redact("pa55word")).isEqualTo("<sensitive>");
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new PuppetServerProvisioner()
                .check(TestConfiguration.of(PuppetServerConfiguration.class, Map.of("elevated_user", "admin")), check);
        new PuppetServerProvisioner()
                .check(
                        TestConfiguration.of(
                                PuppetServerConfiguration.class,
                                Map.of("elevated_password", "x", "guest_os_type", "windows")),
                        check);
        assertThat(check.errors())
                .extracting(error -> error.substring(0, error.indexOf(": ", error.indexOf(": ") + 2)))
                .containsExactly("elevated_user: Not for Unix", "elevated_password: Missing elevated_user");
    }

    @Test
    void aBuildWithoutAMachineIsRefused() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> apply(Map.of("manifest_file", "site.pp")))
                .hasMessageContaining("puppet-masterless provisioner needs a machine");
        assertThatThrownBy(() -> agent(Map.of())).hasMessageContaining("puppet-server provisioner needs a machine");
    }

    @Test
    void mistakesAreFoundBeforeTheBuild() {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new PuppetMasterlessProvisioner()
                .check(
                        TestConfiguration.of(
                                PuppetMasterlessConfiguration.class,
                                Map.of(
                                        "manifest_file", "nothing.pp",
                                        "manifest_dir", "site.pp",
                                        "module_paths", List.of("modules", "nowhere"),
                                        "hiera_config_path", "modules",
                                        "guest_os_type", "plan9")),
                        check);
        assertThat(check.errors())
                .containsExactlyInAnyOrder(
                        "manifest_file: No such file or directory: manifest_file: nothing.pp is invalid: there is no such"
                                + " file or directory below " + directory + ".",
                        "manifest_dir: Not a directory: manifest_dir: site.pp must point to a directory.",
                        "module_paths: No such file or directory: module_paths: nowhere is invalid: there is no such file"
                                + " or directory below " + directory + ".",
                        "hiera_config_path: Not a file: hiera_config_path: modules must point to a file.",
                        "guest_os_type: Invalid guest_os_type: Invalid guest_os_type: \"plan9\". Use unix or windows.");
        RecordingCheck facts = new RecordingCheck(directory, Set.of(), Set.of());
        Map<String, String> odd = Map.of("my-role", "x", "fine_1", "y");
        for (String os : List.of("unix", "windows")) {
            new PuppetServerProvisioner()
                    .check(
                            TestConfiguration.of(
                                    PuppetServerConfiguration.class, Map.of("facter", odd, "guest_os_type", os)),
                            facts);
        }
        assertThat(facts.errors())
                .singleElement()
                .asString()
                .startsWith("facter: Invalid name of a fact: facter: \"my-role\" reaches Puppet as a variable");
        RecordingCheck server = new RecordingCheck(directory, Set.of(), Set.of());
        new PuppetServerProvisioner()
                .check(
                        TestConfiguration.of(
                                PuppetServerConfiguration.class,
                                Map.of("client_cert_path", "no", "client_private_key_path", "site.pp")),
                        server);
        assertThat(server.errors()).hasSize(2);
    }

    @Test
    void realPuppetAppliesModulesHieraAndFacts() throws Exception {
        Counterpart.require(
                "puppet", Files.isExecutable(Path.of("/usr/bin/puppet")), "Install Debian's package puppet-agent.");
        Files.writeString(directory.resolve("site.pp"), "include web\n");
        Files.writeString(directory.resolve("modules/web/manifests/init.pp"), """
                class web {
                  $greeting = lookup('greeting')
                  file { '%s/made':
                    content => "${greeting} ${facts['role']} ${facts['packer_build_name']} ${facts['token']}",
                  }
                }
                """.formatted(directory));
        Files.writeString(
                directory.resolve("hiera.yaml"),
                "version: 5\nhierarchy:\n  - name: all\n    path: all.yaml\n    datadir: " + directory + "\n");
        Files.writeString(directory.resolve("all.yaml"), "greeting: hello\n");
        context.with(new LocalShellCommunicator());
        context.secrets().add("pa'ss");
        apply(Map.of(
                "manifest_file",
                "site.pp",
                "module_paths",
                List.of("modules"),
                "hiera_config_path",
                "hiera.yaml",
                "facter",
                Map.of("role", "it's", "token", "pa'ss"),
                "prevent_sudo",
                true,
                "staging_directory",
                directory + "/stage",
                "clean_staging_directory",
                true,
                "extra_arguments",
                List.of("--confdir=" + directory + "/conf", "--vardir=" + directory + "/var")));
        assertThat(directory.resolve("made")).hasContent("hello it's web pa'ss");
        assertThat(directory.resolve("stage")).doesNotExist();
        Files.writeString(directory.resolve("site.pp"), "fail('broken on purpose')\n");
        assertThatThrownBy(() -> apply(Map.of(
                        "manifest_file",
                        "site.pp",
                        "prevent_sudo",
                        true,
                        "staging_directory",
                        directory + "/stage",
                        "extra_arguments",
                        List.of("--confdir=" + directory + "/conf", "--vardir=" + directory + "/var"))))
                .hasMessageStartingWith("Puppet exited with a non-zero exit status: 1.");
        assertThat(context.ui().lines()).anyMatch(line -> line.contains("broken on purpose"));
    }
}
