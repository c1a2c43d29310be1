package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
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

class AnsibleLocalTest {
    private static final String COMMAND = "ANSIBLE_FORCE_COLOR=1 PYTHONUNBUFFERED=1 ansible-playbook";
    private static final String VARIABLES = "--extra-vars \"packer_build_name=web packer_builder_type=docker\"";

    @TempDir
    Path directory;

    private final RecordingCommunicator machine = new RecordingCommunicator();
    private TestContext context;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of()).with(machine);
        Files.createDirectories(directory.resolve("tree/sub"));
        Files.createDirectories(directory.resolve("tree-like"));
        for (String name : List.of("site.yml", "tree/in.yml", "tree/sub/deep.yml", "tree-like/out.yml", "hosts")) {
            Files.writeString(directory.resolve(name), "- hosts: all\n");
        }
    }

    private void provision(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("staging_directory", "/stage");
        new AnsibleLocalProvisioner().provision(TestConfiguration.of(AnsibleLocalConfiguration.class, all), context);
    }

    @Test
    void onePlaybookNeedsNoOtherOption() throws Exception {
        provision(Map.of("playbook_file", "site.yml", "staging_directory", ""));
        List<String> events = machine.events().stream()
                .map(event -> event.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"))
                .toList();
        String staging = "/tmp/packer-provisioner-ansible-local/UUID";
        assertThat(events)
                .containsExactly(
                        "run mkdir -p '" + staging + "'",
                        "file " + staging + "/site.yml",
                        "file " + staging + "/packer-provisioner-ansible-local",
                        "run cd " + staging + " && " + COMMAND + " " + staging + "/site.yml " + VARIABLES
                                + " -c local -i " + staging + "/packer-provisioner-ansible-local");
    }

    @Test
    void everythingThatTheOptionsNameReachesTheMachine() throws Exception {
        context.generated("PackerHTTPAddr", "10.0.0.1:80");
        provision(Map.ofEntries(
                Map.entry("command", "play"),
                Map.entry("playbook_dir", "tree"),
                Map.entry("playbook_files", List.of("tree/in.yml", "tree/sub/deep.yml", "tree-like/out.yml")),
                Map.entry("playbook_paths", List.of("tree")),
                Map.entry("role_paths", List.of("tree", "tree-like/")),
                Map.entry("collection_paths", List.of("tree")),
                Map.entry("group_vars", "tree"),
                Map.entry("host_vars", "tree-like"),
                Map.entry("inventory_groups", List.of("web", "db")),
                Map.entry("extra_arguments", List.of("-v", "--limit=web")),
                Map.entry("clean_staging_directory", true)));
        String path = "ANSIBLE_COLLECTIONS_PATH=$ANSIBLE_COLLECTIONS_PATH:/stage/collections ";
        String end =
                " --extra-vars \"packer_build_name=web packer_builder_type=docker packer_http_addr=10.0.0.1:80\" -v"
                        + " --limit=web -c local -i /stage/packer-provisioner-ansible-local";
        assertThat(machine.events())
                .containsExactly(
                        "run mkdir -p '/stage'",
                        "tree " + directory + "/tree/ => /stage",
                        "run mkdir -p '/stage" + directory + "/tree-like'",
                        "file /stage" + directory + "/tree-like/out.yml",
                        "file /stage/packer-provisioner-ansible-local",
                        "run mkdir -p '/stage/group_vars'",
                        "tree " + directory + "/tree/ => /stage/group_vars",
                        "run mkdir -p '/stage/host_vars'",
                        "tree " + directory + "/tree-like/ => /stage/host_vars",
                        "run mkdir -p '/stage/roles/tree'",
                        "tree " + directory + "/tree/ => /stage/roles/tree",
                        "run mkdir -p '/stage/roles/tree-like'",
                        "tree " + directory + "/tree-like/ => /stage/roles/tree-like",
                        "run mkdir -p '/stage/collections/tree'",
                        "tree " + directory + "/tree/ => /stage/collections/tree",
                        "run mkdir -p '/stage/playbooks'",
                        "run mkdir -p '/stage/playbooks/tree'",
                        "tree " + directory + "/tree/ => /stage/playbooks/tree",
                        "run cd /stage && " + path + "play /stage/in.yml" + end,
                        "run cd /stage && " + path + "play /stage/sub/deep.yml" + end,
                        "run cd /stage && " + path + "play /stage" + directory + "/tree-like/out.yml" + end,
                        "run rm -rf '/stage'");
        assertThat(machine.file("/stage/packer-provisioner-ansible-local"))
                .isEqualTo("[web]\n127.0.0.1\n[db]\n127.0.0.1\n");
    }

    @Test
    void requirementsAreInstalledOnTheMachine() throws Exception {
        Files.writeString(directory.resolve("req.yml"), "roles:\n- a\ncollections:\n- b\n");
        provision(Map.of(
                "playbook_file", "site.yml",
                "inventory_file", "hosts",
                "galaxy_file", "req.yml",
                "galaxy_command", "galaxy",
                "galaxy_force_install", true,
                "galaxy_roles_path", "/r",
                "command", "play"));
        assertThat(machine.events())
                .contains("file /stage/req.yml", "file /stage/hosts")
                .endsWith(
                        "run cd /stage && galaxy install -r /stage/req.yml -p /r -f",
                        "run cd /stage && galaxy collection install -r /stage/req.yml -p /stage/galaxy_collections -f",
                        "run cd /stage && ANSIBLE_COLLECTIONS_PATH=$ANSIBLE_COLLECTIONS_PATH:/stage/galaxy_collections"
                                + " ANSIBLE_ROLES_PATH=$ANSIBLE_ROLES_PATH:/r play /stage/site.yml " + VARIABLES
                                + " -c local -i /stage/hosts");
    }

    @Test
    void collectionsGoWhereTheTemplateSays() throws Exception {
        Files.writeString(directory.resolve("req.yml"), "collections:\n- b\n");
        provision(Map.of(
                "playbook_file", "site.yml",
                "inventory_file", "hosts",
                "galaxy_file", "req.yml",
                "galaxy_collections_path", "/c",
                "command", "play"));
        assertThat(machine.events())
                .endsWith(
                        "run cd /stage && ansible-galaxy collection install -r /stage/req.yml -p /c",
                        "run cd /stage && ANSIBLE_COLLECTIONS_PATH=$ANSIBLE_COLLECTIONS_PATH:/c play /stage/site.yml "
                                + VARIABLES + " -c local -i /stage/hosts");
    }

    @Test
    void failuresSayWhatHappened() {
        machine.ending("ansible-playbook", 127).ending("galaxy", 5);
        assertThatThrownBy(() -> provision(Map.of("playbook_file", "site.yml")))
                .hasMessage(
                        "Error executing Ansible: " + COMMAND + " could not be found. Verify that it is available on"
                                + " the PATH after connecting to the machine.");
        machine.ending("play ", 2);
        assertThatThrownBy(() -> provision(Map.of("playbook_file", "site.yml", "command", "play")))
                .hasMessage("Error executing Ansible: Non-zero exit status: 2. See its output above.");
        assertThatThrownBy(() -> provision(Map.of("playbook_file", "site.yml", "galaxy_file", "hosts")))
                .hasMessageContaining("Error executing Ansible Galaxy: Non-zero exit status: 5");
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> provision(Map.of("playbook_file", "site.yml")))
                .hasMessageContaining("ansible-local provisioner needs a machine");
    }

    @Test
    void aSecretOnTheMachinesCommandLineIsWarnedOf() throws Exception {
        context.secrets().add("hunter2");
        provision(Map.of("playbook_file", "site.yml", "extra_arguments", List.of("-e", "p=hunter2")));
        assertThat(context.ui().lines())
                .anyMatch(line -> line.contains("Warning: extra_arguments"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void mistakesAreFoundBeforeTheBuild() {
        assertThat(errors(Map.of()))
                .containsExactly(
                        "playbook_file: Missing playbook: Either playbook_file or playbook_files must be specified.");
        assertThat(errors(Map.of("playbook_file", "site.yml", "playbook_files", List.of("site.yml"))))
                .containsExactly("playbook_files: Conflicting options: Either playbook_file or playbook_files can be"
                        + " specified, not both.");
        assertThat(errors(Map.ofEntries(
                        Map.entry("playbook_files", List.of("tree", "none.yml")),
                        Map.entry("inventory_file", "tree"),
                        Map.entry("galaxy_file", "none"),
                        Map.entry("playbook_dir", "none"),
                        Map.entry("group_vars", "hosts"),
                        Map.entry("host_vars", "hosts"),
                        Map.entry("playbook_paths", List.of("hosts")),
                        Map.entry("role_paths", List.of("hosts")),
                        Map.entry("collection_paths", List.of("hosts")))))
                .hasSize(10);
    }

    @Test
    void aDirectoryThatCannotBeMadeSaysWhatToDo() {
        machine.ending("mkdir", 1);
        assertThatThrownBy(() -> provision(Map.of("playbook_file", "site.yml")))
                .hasMessage(
                        "Creating the directory /stage failed: \"mkdir -p '/stage'\" ended with exit status 1. See the"
                                + " output above. The user that logs in has to be allowed to write there; staging_directory names"
                                + " another directory of the machine.");
    }

    private List<String> errors(Map<String, ?> options) {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new AnsibleLocalProvisioner().check(TestConfiguration.of(AnsibleLocalConfiguration.class, options), check);
        return check.errors();
    }

    @Test
    void realAnsibleRunsOnTheMachine() throws Exception {
        Programs.requireAnsible();
        Files.createDirectories(directory.resolve("greeter/tasks"));
        Files.writeString(
                directory.resolve("greeter/tasks/main.yml"),
                "- copy: { content: \"{{ word }} {{ packer_build_name }}\", dest: \"" + directory + "/made\" }\n");
        Files.createDirectories(directory.resolve("vars"));
        Files.writeString(directory.resolve("vars/web.yml"), "word: hello\n");
        Path playbook = directory.resolve("our $ite, ümlaut's.yml");
        Files.writeString(playbook, "- hosts: web\n  gather_facts: false\n  roles: [greeter]\n");
        context.with(new LocalShellCommunicator());
        provision(Map.of(
                "playbook_file",
                String.valueOf(playbook.getFileName()),
                "role_paths",
                List.of("greeter"),
                "group_vars",
                "vars",
                "inventory_groups",
                List.of("web"),
                "staging_directory",
                directory + "/stage it",
                "clean_staging_directory",
                true,
                "command",
                "HOME=" + directory + " ansible-playbook"));
        assertThat(directory.resolve("made")).hasContent("hello web");
        assertThat(directory.resolve("stage it")).doesNotExist();
    }
}
