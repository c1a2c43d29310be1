package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 600, unit = TimeUnit.SECONDS)
class AnsibleProvisionerTest {
    /** Writes down what it was started with. */
    private static final String STAND_IN = """
            if [ "$1" = --version ]; then echo "ansible-playbook [core 2.14.18]"; exit 0; fi
            for word; do
              echo "$word"
              case $word in
                @*) sed 's/^/  /' "${word#@}"; echo ;;
                ansible_ssh_private_key_file=*) head -n 1 "${word#*=}" | sed 's/^/  /' ;;
              esac
            done > "$OUT/arguments"
            env | grep -E '^(ANSIBLE_|MINE|[A-Z]+_CA_BUNDLE)' | sort > "$OUT/environment"
            while [ $# -gt 1 ]; do if [ "$1" = -i ]; then cp "$2" "$OUT/inventory"; fi; shift; done
            """;

    @TempDir
    Path directory;

    private final LocalShellCommunicator machine = new LocalShellCommunicator();
    private TestContext context;
    private Path temporary;

    @BeforeEach
    void setUp() throws Exception {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        context = new TestContext(directory, List.of(new FileReaper()))
                .with(new FullInterpolation())
                .with(machine)
                .environment("TMPDIR", temporary.toString())
                .environment("HOME", directory.toString())
                .environment("OUT", directory.toString())
                .generated("ConnType", "docker")
                .generated("PackerHTTPAddr", "ERR_HTTP_ADDR_NOT_IMPLEMENTED_BY_BUILDER");
        Files.writeString(directory.resolve("site.yml"), "- hosts: all\n");
        Programs.script(directory.resolve("stand-in"), STAND_IN);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        context.resources().end(true);
        assertThat(temporary).isEmptyDirectory();
    }

    private void provision(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("playbook_file", "site.yml");
        new AnsibleProvisioner().provision(TestConfiguration.of(AnsibleConfiguration.class, all), context);
    }

    /** With the stand-in for ansible-playbook. */
    private void stand(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("command", "./stand-in");
        provision(all);
    }

    private List<String> read(String name) throws Exception {
        return Files.readAllLines(directory.resolve(name)).stream()
                .map(line -> line.replaceAll("packer-ansible-[0-9a-f-]{36}", "packer-ansible-UUID")
                        .replaceAll("packer-provisioner-ansible[0-9a-f]{8}", "packer-provisioner-ansibleN")
                        .replaceAll("ansible_port=\\d+", "ansible_port=PORT"))
                .toList();
    }

    @Test
    void aRealPlaybookRunsThroughTheProxy() throws Exception {
        Programs.requireAnsible();
        Files.writeString(directory.resolve("message.j2"), "{{ greeting }} from {{ packer_build_name }}\n");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: web
                  gather_facts: false
                  tasks:
                    - template: { src: message.j2, dest: "%1$s/made it's", mode: "0640" }
                    - command: cat "%1$s/made it's"
                      register: content
                    - debug: { msg: "read {{ content.stdout }}" }
                    - fetch: { src: "%1$s/made it's", dest: "%1$s/fetched", flat: true }
                """.formatted(directory));
        provision(Map.of(
                "groups", List.of("web"),
                "extra_arguments", List.of("--extra-vars", "greeting=hello"),
                "ansible_ssh_extra_args", List.of("-o IdentitiesOnly=yes", "-q"),
                "ansible_env_vars", List.of("ANSIBLE_NOCOLOR=1", "ANSIBLE_PIPELINING=True")));
        assertThat(directory.resolve("fetched")).hasContent("hello from web");
        assertThat(Files.getPosixFilePermissions(directory.resolve("made it's")))
                .hasSize(3);
        assertThat(context.ui().lines())
                .anyMatch(line -> line.contains("read hello from web"))
                .anyMatch(line -> line.contains("failed=0"))
                .noneMatch(line -> line.startsWith("!!! "));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filesGoWithSftpOrScp(boolean sftp) throws Exception {
        Programs.requireAnsible();
        Files.writeString(directory.resolve("source"), "content");
        Files.writeString(
                directory.resolve("site.yml"),
                "- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { src: source, dest: " + directory
                        + "/copied }\n");
        provision(Map.of("use_sftp", sftp));
        assertThat(directory.resolve("copied")).hasContent("content");
    }

    @Test
    void aPlaybookThatFailsIsAnErrorWithItsOutputAbove() {
        Programs.requireAnsible();
        assertThatThrownBy(() -> {
                    Files.writeString(
                            directory.resolve("site.yml"),
                            "- hosts: all\n  gather_facts: false\n  tasks:\n    - raw: echo broken on purpose; exit 3\n");
                    provision(Map.of());
                })
                .isInstanceOf(ComponentException.class)
                .hasMessage(
                        "Error executing Ansible: Non-zero exit status: exit status 2 (tasks failed). See its output"
                                + " above.");
        assertThat(context.ui().lines()).anyMatch(line -> line.contains("broken on purpose"));
    }

    /** Ansible has one exit status for that and for a machine that is unreachable. */
    @Test
    void aPlaybookThatIsNotValidIsNotTakenForAMachineThatIsUnreachable() {
        Programs.requireAnsible();
        assertThatThrownBy(() -> {
                    Files.writeString(directory.resolve("site.yml"), "- hosts: all\n  tasks:\n    - raw: x\n  bad");
                    provision(Map.of());
                })
                .hasMessageContaining("exit status 4 (the machine was unreachable, or a playbook is not valid)");
        assertThat(context.ui().lines()).anyMatch(line -> line.contains("unable to read either as JSON nor YAML"));
    }

    @Test
    void aMachineThatCannotBeReachedIsAnErrorThatSaysWhy() {
        Programs.requireAnsible();
        context.with(new RecordingCommunicator()).generated("User", "admin");
        assertThatThrownBy(() -> {
                    Files.writeString(
                            directory.resolve("site.yml"),
                            "- hosts: all\n  gather_facts: false\n  tasks:\n    - raw: \"true\"\n");
                    provision(Map.of("user", "ann"));
                })
                .hasMessageContaining("exit status 4 (the machine was unreachable, or a playbook is not valid)")
                .hasMessageEndingWith(
                        " Ansible works as the user ann, and on the machine it is admin: if it cannot create"
                                + " its temporary directory, set user = \"admin\".");
        assertThat(context.ui().lines())
                .anyMatch(line -> line.contains("The recording communicator cannot pass a command's input on"));
    }

    @Test
    void theProgramGetsTheArgumentsEnvironmentAndInventoryOfPackers() throws Exception {
        context.generated("PackerHTTPAddr", "10.0.0.1:8000").generated("ID", "i-7");
        stand(Map.ofEntries(
                Map.entry("user", "ann"),
                Map.entry("host_alias", "machine"),
                Map.entry("groups", List.of("web", "db")),
                Map.entry("empty_groups", List.of("none")),
                Map.entry("extra_arguments", List.of("-vv", "--extra-vars", "id={{.ID}}")),
                Map.entry(
                        "ansible_env_vars",
                        List.of("MINE=a=b {{.ID}}", "ANSIBLE_SCP_IF_SSH=False", "{{if eq .ID `i-8`}}OTHER=c{{end}}"))));
        assertThat(read("arguments"))
                .containsExactly(
                        "-e",
                        "packer_build_name=\"web\"",
                        "-e",
                        "packer_builder_type=docker",
                        "-e",
                        "packer_http_addr=10.0.0.1:8000",
                        "--ssh-extra-args",
                        "-o IdentitiesOnly=yes -o UserKnownHostsFile=/dev/null",
                        "-vv",
                        "--extra-vars",
                        "id=i-7",
                        "-e",
                        "ansible_ssh_private_key_file=" + temporary + "/packer-ansible-UUID/ansible-key",
                        "  -----BEGIN PRIVATE KEY-----",
                        "-i",
                        temporary + "/packer-provisioner-ansibleN",
                        directory + "/site.yml");
        assertThat(read("environment"))
                .containsExactly("ANSIBLE_HOST_KEY_CHECKING=False", "ANSIBLE_SCP_IF_SSH=False", "MINE=a=b i-7");
        String line = "machine ansible_host=127.0.0.1 ansible_user=ann ansible_port=PORT";
        assertThat(read("inventory")).containsExactly(line, "[web]", line, "[db]", line, "[none]");
        assertThat(context.ui().lines().get(2)).startsWith("==> Executing Ansible: ./stand-in -e packer_build_name=");
    }

    @Test
    void ansibleChoosesHowFilesGoUnlessTheTemplateDoes() throws Exception {
        stand(Map.of());
        assertThat(read("environment")).contains("ANSIBLE_SCP_IF_SSH=smart");
        stand(Map.of("use_sftp", false));
        assertThat(read("environment")).contains("ANSIBLE_SCP_IF_SSH=True");
        stand(Map.of("use_sftp", true));
        assertThat(read("environment")).noneMatch(line -> line.startsWith("ANSIBLE_SCP_IF_SSH"));
    }

    @Test
    void theUsersOwnInventoryKeysAndSshArgumentsAreUsed() throws Exception {
        Files.writeString(directory.resolve("hosts"), "mine\n");
        Programs.requireSsh();
        Programs.run(
                directory, new byte[0], List.of("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", directory + "/key"));
        stand(Map.of(
                "inventory_file", "hosts",
                "ssh_authorized_key_file", "key.pub",
                "ssh_host_key_file", "key",
                "use_sftp", true));
        assertThat(read("arguments"))
                .containsExactly(
                        "-e",
                        "packer_build_name=\"web\"",
                        "-e",
                        "packer_builder_type=docker",
                        "-i",
                        "hosts",
                        directory + "/site.yml");
        assertThat(read("environment")).isEmpty();
        assertThat(read("inventory")).containsExactly("mine");
        stand(Map.of("ansible_ssh_extra_args", List.of("-o ForwardAgent=yes", "-v")));
        assertThat(read("arguments")).containsSubsequence("--ssh-extra-args", "-o ForwardAgent=yes -v");
    }

    @Test
    void theInventoryIsWrittenByATemplateWhereTheUserWantsItAndCanStay() throws Exception {
        context.generated("ID", "i-7");
        Path inventories = Files.createDirectory(directory.resolve("inventories"));
        stand(Map.of(
                "inventory_directory", "inventories",
                "inventory_file_template", "{{ .HostAlias }} id={{ .ID }} ansible_port={{ .Port }}\n",
                "keep_inventory_file", true));
        try (Stream<Path> kept = Files.list(inventories)) {
            assertThat(kept.toList())
                    .singleElement()
                    .satisfies(
                            file -> assertThat(Files.readString(file)).matches("default id=i-7 ansible_port=\\d+\n"));
        }
        assertThat(context.ui().lines()).anyMatch(line -> line.startsWith("    The inventory stays at " + inventories));
    }

    @Test
    void anOldAnsibleGetsItsOldNames() throws Exception {
        Programs.script(directory.resolve("stand-in"), STAND_IN.replace("[core 2.14.18]", "1.9.6"));
        stand(Map.of("user", "ann"));
        assertThat(read("inventory"))
                .containsExactly("default ansible_ssh_host=127.0.0.1 ansible_ssh_user=ann ansible_ssh_port="
                        + read("inventory").get(0).replaceAll(".*=", ""));
    }

    @Test
    void secretsAreNeitherArgumentsNorOutput() throws Exception {
        context.secrets().add("hunter2");
        stand(Map.of("extra_arguments", List.of("--extra-vars", "db_password=hunter2", "-e", "api_secret=open")));
        assertThat(read("arguments"))
                .containsSubsequence(
                        "--extra-vars",
                        "@" + temporary + "/packer-ansible-UUID/variables-1.json",
                        "  {\"db_password\":\"hunter2\"}",
                        "-e",
                        "@" + temporary + "/packer-ansible-UUID/variables-2.json",
                        "  {\"api_secret\":\"open\"}");
        assertThat(context.ui().lines()).noneMatch(line -> line.contains("hunter2") || line.contains("open"));
    }

    @Test
    void withoutTheProxyAnsibleGetsTheBuildsOwnConnection() throws Exception {
        context.generated("ConnType", "ssh")
                .generated("Host", "10.1.2.3")
                .generated("Port", 2222)
                .generated("User", "debian")
                .generated("SSHPrivateKey", "-----BEGIN THE BUILD'S KEY-----");
        stand(Map.of("use_proxy", false));
        assertThat(read("inventory"))
                .containsExactly("default ansible_host=10.1.2.3 ansible_user=debian ansible_port=PORT");
        assertThat(read("arguments"))
                .containsSubsequence(
                        "--ssh-extra-args",
                        "'-o IdentitiesOnly=yes'",
                        "-e",
                        "ansible_ssh_private_key_file=" + temporary + "/packer-ansible-UUID/ansible-key",
                        "  -----BEGIN THE BUILD'S KEY-----");
        Files.writeString(directory.resolve("build.pem"), "file\n");
        context.generated("SSHPrivateKeyFile", "build.pem");
        stand(Map.of("use_proxy", false, "user", "ann"));
        assertThat(read("inventory").get(0)).contains("ansible_user=ann");
        assertThat(read("arguments")).contains("ansible_ssh_private_key_file=" + directory + "/build.pem");
        context.generated("SSHPrivateKeyFile", "")
                .generated("SSHPrivateKey", "")
                .generated("Password", "pw");
        stand(Map.of("use_proxy", false));
        assertThat(read("arguments"))
                .contains("  {\"ansible_password\":\"pw\"}")
                .doesNotContain("--ssh-extra-args");
        context.generated("SSHAgentAuth", true);
        stand(Map.of("use_proxy", false));
        assertThat(read("arguments")).noneMatch(line -> line.contains("password") || line.contains("key_file"));
        stand(Map.of("use_proxy", false, "extra_arguments", List.of("-e", "ansible_password=mine")));
        assertThat(read("environment")).contains("ANSIBLE_HOST_KEY_CHECKING=False");
        assertThat(read("arguments")).contains("ansible_host_key_checking=False");
    }

    @Test
    void withoutTheProxyWinRmNeedsThePasswordWhichGoesByFile() throws Exception {
        context.generated("ConnType", "winrm")
                .generated("Host", "10.1.2.3")
                .generated("Port", 5986)
                .generated("User", "Administrator")
                .generated("Password", "pw")
                .environment("REQUESTS_CA_BUNDLE", "bundle");
        stand(Map.of("use_proxy", false, "ansible_winrm_use_http", true));
        assertThat(read("inventory"))
                .containsExactly("default ansible_host=10.1.2.3 ansible_connection=winrm ansible_winrm_transport=basic"
                        + " ansible_shell_type=powershell ansible_user=Administrator ansible_port=PORT");
        assertThat(read("arguments"))
                .containsSubsequence("-e", "ansible_winrm_scheme=http", "-e", "  {\"ansible_password\":\"pw\"}");
        assertThat(read("environment")).contains("REQUESTS_CA_BUNDLE=bundle");
    }

    /** Packer leaves it to the user to tell Ansible again what the communicator was told. */
    @Test
    void withoutTheProxyWinRmIsSpokenAsTheBuildDoes() throws Exception {
        context.generated("ConnType", "winrm")
                .generated("Host", "10.1.2.3")
                .generated("Port", 41_000)
                .generated("User", "DOMAIN\\o'neil")
                .generated("Password", "pw")
                .generated("WinRMUseSSL", true)
                .generated("WinRMInsecure", true)
                .generated("WinRMUseNTLM", true)
                .environment("REQUESTS_CA_BUNDLE", "bundle")
                .environment("CURL_CA_BUNDLE", "bundle");
        String start = "default ansible_host=10.1.2.3 ansible_connection=winrm ansible_winrm_transport=ntlm"
                + " ansible_shell_type=powershell ansible_user=";
        String end = " ansible_port=PORT ansible_winrm_scheme=https ansible_winrm_server_cert_validation=ignore";
        stand(Map.of("use_proxy", false, "ansible_env_vars", List.of("CURL_CA_BUNDLE=mine")));
        assertThat(read("inventory")).containsExactly(start + "'DOMAIN\\o'\"'\"'neil'" + end);
        assertThat(read("environment"))
                .contains("CURL_CA_BUNDLE=mine")
                .noneMatch(line -> line.startsWith("REQUESTS_CA_BUNDLE"));
        assertThat(context.ui().lines())
                .anyMatch(line -> line.startsWith("    Leaving REQUESTS_CA_BUNDLE out of Ansible's environment"));
        // Who writes a user for Packer has it escaped for the line.
        stand(Map.of("use_proxy", false, "user", "DOMAIN\\\\ann"));
        assertThat(read("inventory")).containsExactly(start + "DOMAIN\\\\ann" + end);
    }

    @ParameterizedTest
    @CsvSource({"docker, 10.1.2.3, neither ssh nor winrm", "ssh, '', does not have an IP address"})
    void aMachineThatAnsibleCannotReachByItselfIsReachedThroughTheProxy(String type, String host, String why)
            throws Exception {
        context.generated("ConnType", type).generated("Host", host);
        stand(Map.of("use_proxy", false));
        assertThat(context.ui().lines())
                .anyMatch(line -> line.startsWith("!!! Warning: use_proxy is false") && line.contains(why));
        assertThat(read("inventory").get(0)).contains("ansible_host=127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "'- name: a\n', true, false",
        "'roles: []\ncollections: []\n', true, true",
        "'collections: []\n', false, true"
    })
    void requirementsAreInstalledFirst(String requirements, boolean roles, boolean collections) throws Exception {
        Files.writeString(directory.resolve("requirements.yml"), requirements);
        Programs.script(directory.resolve("galaxy"), "echo \"$@\" >> \"$OUT/galaxy.log\"; echo installed\n");
        stand(Map.of(
                "galaxy_file", "requirements.yml",
                "galaxy_command", "./galaxy",
                "galaxy_force_install", true,
                "galaxy_force_with_deps", true,
                "roles_path", "/roles",
                "collections_path", "/collections"));
        String installRoles = "install -r requirements.yml -f --force-with-deps -p /roles";
        String installCollections = "collection install -r requirements.yml -f --force-with-deps -p /collections";
        assertThat(read("galaxy.log"))
                .containsExactlyElementsOf(Stream.of(roles ? installRoles : "", collections ? installCollections : "")
                        .filter(line -> !line.isEmpty())
                        .toList());
        assertThat(context.ui().lines()).contains("==> Executing Ansible Galaxy", "    installed");
    }

    @Test
    void requirementsThatCannotBeInstalledEndIt() throws Exception {
        Files.writeString(directory.resolve("requirements.yml"), "roles: []\n");
        Programs.script(directory.resolve("galaxy"), "exit 3\n");
        assertThatThrownBy(() -> stand(Map.of("galaxy_file", "requirements.yml", "galaxy_command", "./galaxy")))
                .hasMessageContaining("Error executing Ansible Galaxy: Non-zero exit status: exit status 3");
        assertThatThrownBy(() -> stand(Map.of("galaxy_file", "requirements.yml", "galaxy_command", "no-galaxy")))
                .hasMessageContaining("there is no no-galaxy on the PATH");
        assertThat(directory.resolve("arguments")).doesNotExist();
    }

    @Test
    void aProgramThatIsNotAnsibleIsRefused() throws Exception {
        Programs.script(directory.resolve("odd"), "echo something else\n");
        Programs.script(directory.resolve("broken"), "echo no module named ansible >&2; exit 1\n");
        assertThatThrownBy(() -> provision(Map.of("command", "./odd")))
                .hasMessageStartingWith("Could not find " + directory + "/odd version in output:\nsomething else");
        assertThatThrownBy(() -> provision(Map.of("command", "./broken")))
                .hasMessageContaining("it ended with exit status 1.\nno module named ansible");
        assertThatThrownBy(() -> provision(Map.of("command", "no-such-ansible", "skip_version_check", true)))
                .hasMessageStartingWith("There is no program no-such-ansible on the PATH. Install Ansible");
    }

    @Test
    void cancellingEndsThePlaybook() throws Exception {
        Programs.script(
                directory.resolve("stand-in"),
                "[ \"$1\" = --version ] && echo 'ansible 2.14' && exit\ntouch \"$OUT/started\"; sleep 60\n");
        Thread cancel = new Thread(() -> {
            io.jenkins.plugins.packer.engine.run.Cancellation clock =
                    new io.jenkins.plugins.packer.engine.run.Cancellation();
            while (!Files.exists(directory.resolve("started"))) {
                clock.pause(java.time.Duration.ofMillis(20));
            }
            context.cancellation().cancel("interrupted");
        });
        cancel.setDaemon(true);
        cancel.start();
        assertThatThrownBy(() -> stand(Map.of())).isInstanceOf(CancelledException.class);
    }

    @Test
    void aBuildWithoutAMachineIsRefused() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> provision(Map.of())).hasMessageContaining("ansible provisioner needs a machine");
    }

    @Test
    void mistakesAreFoundBeforeTheBuild() {
        RecordingCheck check = new RecordingCheck(directory, Set.of("groups", "host_alias"), Set.of())
                .environment("PATH", directory.toString());
        new AnsibleProvisioner()
                .check(
                        TestConfiguration.of(
                                AnsibleConfiguration.class,
                                Map.ofEntries(
                                        Map.entry("playbook_file", "none.yml"),
                                        Map.entry("galaxy_file", "none.yml"),
                                        Map.entry("ssh_host_key_file", "none"),
                                        Map.entry("ssh_authorized_key_file", "none"),
                                        Map.entry("inventory_directory", "site.yml"),
                                        Map.entry("inventory_file", "hosts"),
                                        Map.entry("local_port", 65536),
                                        Map.entry("ansible_proxy_key_type", "dsa"),
                                        Map.entry("ansible_env_vars", List.of("NOTHING", "")),
                                        Map.entry("extra_arguments", List.of("{{.A}}")),
                                        Map.entry("inventory_file_template", "{{.B}}"))),
                        check);
        assertThat(check.errors())
                .extracting(error -> error.substring(0, error.indexOf(": ", error.indexOf(": ") + 2)))
                .containsExactlyInAnyOrder(
                        "playbook_file: No such file or directory",
                        "galaxy_file: No such file or directory",
                        "ssh_host_key_file: No such file or directory",
                        "ssh_authorized_key_file: No such file or directory",
                        "inventory_directory: Not a directory",
                        "local_port: Invalid port",
                        "ansible_proxy_key_type: Invalid key type",
                        "command: Ansible is not installed");
        assertThat(check.warnings())
                .extracting(warning -> warning.substring(0, warning.indexOf(':')))
                .containsExactlyInAnyOrder("groups", "host_alias", "ansible_env_vars");
        RecordingCheck skipping = new RecordingCheck(directory, Set.of(), Set.of()).environment("PATH", "/nowhere");
        new AnsibleProvisioner()
                .check(
                        TestConfiguration.of(
                                AnsibleConfiguration.class,
                                Map.of("playbook_file", "site.yml", "skip_version_check", true)),
                        skipping);
        assertThat(skipping.errors()).isEmpty();
    }
}
