package io.jenkins.plugins.packer.components.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.HomePath;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.FullInterpolation;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.RecordingCommunicator;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChefProvisionersTest {
    @TempDir
    Path directory;

    private final RecordingCommunicator machine = new RecordingCommunicator();
    private TestContext context;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of())
                .with(new FullInterpolation())
                .with(machine);
        for (String name : List.of("cookbooks", "site", "roles", "bags", "environments")) {
            Files.createDirectories(directory.resolve(name));
        }
        Files.writeString(directory.resolve("secret"), "bag-secret");
    }

    private void solo(Map<String, ?> options) throws ComponentException {
        new ChefSoloProvisioner().provision(TestConfiguration.of(ChefSoloConfiguration.class, options), context);
    }

    private void client(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("server_url", "https://chef.example.org/organizations/us");
        all.putIfAbsent("node_name", "node-1");
        new ChefClientProvisioner().provision(TestConfiguration.of(ChefClientConfiguration.class, all), context);
    }

    @Test
    void soloGetsEverythingThatTheOptionsName() throws Exception {
        solo(Map.of(
                "cookbook_paths", List.of("cookbooks", "site"),
                "remote_cookbook_paths", List.of("/opt/cookbooks"),
                "roles_path", "roles",
                "data_bags_path", "bags",
                "environments_path", "environments",
                "chef_environment", "staging",
                "encrypted_data_bag_secret_path", "secret",
                "json_string", "{\"web\": {\"port\": 80}}",
                "run_list", List.of("recipe[web]"),
                "version", "17.10.3"));
        String staging = "/tmp/packer-chef-solo";
        assertThat(machine.events())
                .containsExactly(
                        "run curl -L https://omnitruck.chef.io/install.sh | sudo bash -s -- -v 17.10.3",
                        "run sudo mkdir -p '" + staging + "'",
                        "run sudo chmod 0777 '" + staging + "'",
                        "run sudo mkdir -p '" + staging + "/cookbooks-0'",
                        "run sudo chmod 0777 '" + staging + "/cookbooks-0'",
                        "tree " + directory + "/cookbooks/ => " + staging + "/cookbooks-0",
                        "run sudo mkdir -p '" + staging + "/cookbooks-1'",
                        "run sudo chmod 0777 '" + staging + "/cookbooks-1'",
                        "tree " + directory + "/site/ => " + staging + "/cookbooks-1",
                        "run sudo mkdir -p '" + staging + "/roles'",
                        "run sudo chmod 0777 '" + staging + "/roles'",
                        "tree " + directory + "/roles/ => " + staging + "/roles",
                        "run sudo mkdir -p '" + staging + "/data_bags'",
                        "run sudo chmod 0777 '" + staging + "/data_bags'",
                        "tree " + directory + "/bags/ => " + staging + "/data_bags",
                        "file " + staging + "/encrypted_data_bag_secret 600",
                        "run sudo mkdir -p '" + staging + "/environments'",
                        "run sudo chmod 0777 '" + staging + "/environments'",
                        "tree " + directory + "/environments/ => " + staging + "/environments",
                        "file " + staging + "/solo.rb",
                        "file " + staging + "/node.json",
                        "run sudo chef-solo --no-color -c " + staging + "/solo.rb -j " + staging + "/node.json");
        assertThat(machine.file(staging + "/solo.rb")).isEqualTo("""
                chef_license "accept-silent"
                cookbook_path ["/opt/cookbooks","%1$s/cookbooks-0","%1$s/cookbooks-1"]
                role_path "%1$s/roles"
                data_bag_path "%1$s/data_bags"
                encrypted_data_bag_secret "%1$s/encrypted_data_bag_secret"
                environment_path "%1$s/environments"
                environment "staging"
                """.formatted(staging));
        assertThat(machine.file(staging + "/node.json"))
                .isEqualTo("{\n  \"run_list\": [\n    \"recipe[web]\"\n  ],\n  \"web\": {\n    \"port\": 80\n  }\n}");
        assertThat(context.ui().lines())
                .startsWith("==> Provisioning with chef-solo", "    Installing Chef...")
                .endsWith("    Executing Chef: sudo chef-solo --no-color -c " + staging + "/solo.rb -j " + staging
                        + "/node.json");
    }

    @Test
    void soloWithoutOptionsRunsWhatIsThere() throws Exception {
        solo(Map.of("skip_install", true, "prevent_sudo", true, "staging_directory", "/s"));
        assertThat(machine.events())
                .containsExactly(
                        "run mkdir -p '/s'",
                        "run chmod 0777 '/s'",
                        "file /s/solo.rb",
                        "file /s/node.json",
                        "run chef-solo --no-color -c /s/solo.rb -j /s/node.json");
        assertThat(machine.file("/s/solo.rb")).isEqualTo("chef_license \"\"\ncookbook_path []\n");
        assertThat(machine.file("/s/node.json")).isEqualTo("{}");
    }

    @Test
    void commandsAndConfigurationOfTheUsersOwnAreTemplates() throws Exception {
        Files.writeString(
                directory.resolve("solo.tpl"),
                "{{if .HasRolesPath}}roles {{.RolesPath}}{{end}} {{.ChefLicense}} {{.HasDataBagsPath}}");
        solo(Map.of(
                "install_command", "{{if .Sudo}}doas {{end}}get-chef {{.Version}}",
                "version", "18",
                "execute_command", "run-chef {{.ConfigPath}} {{.JsonPath}} {{.Sudo}}",
                "config_template", "solo.tpl",
                "roles_path", "roles",
                "chef_license", "accept",
                "staging_directory", "/s",
                "json", Value.object(Map.of("a", Value.number(1)))));
        assertThat(machine.events())
                .startsWith("run doas get-chef 18")
                .endsWith("run run-chef /s/solo.rb /s/node.json true");
        assertThat(machine.file("/s/solo.rb")).isEqualTo("roles /s/roles accept false");
        assertThat(machine.file("/s/node.json")).isEqualTo("{\n  \"a\": 1\n}");
    }

    @Test
    void attributesOfBothKindsGoTogetherAndThoseOfTheTextWin() throws Exception {
        Value own = Value.object(Map.of("port", Value.number(1), "host", Value.string("h")));
        Map<String, Object> options = Map.of(
                "skip_install",
                true,
                "staging_directory",
                "/s",
                "json",
                Value.object(Map.of("web", own, "a", Value.number(1))),
                "json_string",
                "{\"web\": {\"port\": 2}, \"b\": 3}");
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new ChefSoloProvisioner().check(TestConfiguration.of(ChefSoloConfiguration.class, options), check);
        assertThat(check.errors()).isEmpty();
        solo(options);
        assertThat(machine.file("/s/node.json"))
                .isEqualTo("{\n  \"a\": 1,\n  \"b\": 3,\n  \"web\": {\n    \"port\": 2\n  }\n}");
    }

    @Test
    void windowsHasItsOwnCommandsAndDirectories() throws Exception {
        solo(Map.of("guest_os_type", "windows", "version", "17"));
        assertThat(machine.events())
                .startsWith(
                        "run powershell.exe -Command \". { iwr -useb https://omnitruck.chef.io/install.ps1 } | iex;"
                                + " Install-Project -version 17\"",
                        "run powershell.exe -Command \"New-Item -ItemType directory -Force -ErrorAction SilentlyContinue"
                                + " -Path C:/Windows/Temp/packer-chef-solo\"")
                .endsWith("run c:/opscode/chef/bin/chef-solo.bat --no-color -c C:/Windows/Temp/packer-chef-solo/solo.rb"
                        + " -j C:/Windows/Temp/packer-chef-solo/node.json");
        client(Map.of("guest_os_type", "windows", "skip_install", true, "staging_directory", "C:/s"));
        assertThat(machine.events())
                .contains(
                        "run c:/opscode/chef/bin/chef-client.bat --no-color -c C:/s/client.rb -j C:/s/first-boot.json",
                        "run c:/opscode/chef/bin/knife.bat node delete node-1 -y -c C:/s/knife.rb");
    }

    @Test
    void failuresOfInstallationAndOfChefSayWhatToDo() {
        machine.ending("curl", 22).ending("chef-solo --no-color", 1);
        assertThatThrownBy(() -> solo(Map.of()))
                .hasMessage("Error installing Chef: Install script exited with non-zero exit status 22. See its output"
                        + " above. Where Chef is on the machine, set skip_install = true.");
        assertThatThrownBy(() -> solo(Map.of("skip_install", true)))
                .hasMessage("Error executing Chef: Non-zero exit status: 1. See its output above.");
    }

    @Test
    void aClientIsRegisteredRunAndTakenOffTheServer() throws Exception {
        Files.writeString(directory.resolve("validator.pem"), "validator-key");
        client(Map.ofEntries(
                Map.entry("chef_environment", "staging"),
                Map.entry("encrypted_data_bag_secret_path", "secret"),
                Map.entry("policy_group", "prod"),
                Map.entry("policy_name", "web"),
                Map.entry("rubygems_url", "https://gems.example.org"),
                Map.entry("ssl_verify_mode", "verify_peer"),
                Map.entry("trusted_certs_dir", "/certs"),
                Map.entry("validation_client_name", "us-validator"),
                Map.entry("validation_key_path", "validator.pem"),
                Map.entry("run_list", List.of("role[web]"))));
        String staging = "/tmp/packer-chef-client";
        assertThat(machine.events())
                .containsExactly(
                        "run curl -L https://omnitruck.chef.io/install.sh | sudo bash -s --",
                        "run sudo mkdir -p '" + staging + "'",
                        "run sudo chmod 0777 '" + staging + "'",
                        "file " + staging + "/encrypted_data_bag_secret 600",
                        "file " + staging + "/validation.pem 600",
                        "file " + staging + "/client.rb",
                        "file " + staging + "/first-boot.json",
                        "run sudo chef-client --no-color -c " + staging + "/client.rb -j " + staging
                                + "/first-boot.json",
                        "file " + staging + "/knife.rb",
                        "run sudo knife node delete node-1 -y -c " + staging + "/knife.rb",
                        "run sudo knife client delete node-1 -y -c " + staging + "/knife.rb",
                        "run sudo rm -rf '" + staging + "'");
        assertThat(machine.file(staging + "/client.rb")).isEqualTo("""
                log_level :info
                log_location STDOUT
                chef_server_url "https://chef.example.org/organizations/us"
                client_key "%1$s/client.pem"
                node_name "node-1"
                ssl_verify_mode :verify_peer
                trusted_certs_dir "/certs"
                chef_license "accept-silent"
                encrypted_data_bag_secret "%1$s/encrypted_data_bag_secret"
                validation_client_name "us-validator"
                validation_key "%1$s/validation.pem"
                environment "staging"
                policy_group "prod"
                policy_name "web"
                rubygems_url "https://gems.example.org"
                """.formatted(staging));
        assertThat(machine.file(staging + "/knife.rb")).isEqualTo("""
                log_level :info
                log_location STDOUT
                chef_server_url "https://chef.example.org/organizations/us"
                client_key "%1$s/client.pem"
                node_name "node-1"
                ssl_verify_mode :verify_peer
                trusted_certs_dir "/certs"
                """.formatted(staging));
    }

    @Test
    void keysDoNotStayOnTheMachineOfARunThatIsCancelled() {
        machine.cancelledIn("chef-client --no-color");
        assertThatThrownBy(() -> client(Map.of("skip_install", true, "encrypted_data_bag_secret_path", "secret")))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.events()).endsWith("last sudo rm -rf '/tmp/packer-chef-client'");
        assertThatThrownBy(() -> client(Map.of(
                        "skip_install", true,
                        "skip_clean_node", true,
                        "skip_clean_client", true,
                        "skip_clean_staging_directory", true)))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.events()).last().asString().startsWith("run sudo chef-client");
    }

    @Test
    void aRunThatIsCancelledTakesTheMachineOffTheServer() {
        machine.cancelledIn("chef-client --no-color").ending("client delete", 1);
        assertThatThrownBy(() -> client(Map.of("skip_install", true))).isInstanceOf(CancelledException.class);
        String flags = " -y -c /tmp/packer-chef-client/client.rb";
        assertThat(machine.events())
                .endsWith(
                        "last sudo knife node delete node-1" + flags,
                        "last sudo knife client delete node-1" + flags,
                        "last sudo rm -rf '/tmp/packer-chef-client'");
        assertThat(context.ui().lines())
                .endsWith("!!! The client node-1 may be left on the Chef server"
                        + " https://chef.example.org/organizations/us. To remove it there: knife client delete node-1");
    }

    @Test
    void aRunThatIsCancelledBeforeChefStartsLeavesTheServerAlone() {
        machine.cancelledIn("omnitruck");
        assertThatThrownBy(() -> client(Map.of())).isInstanceOf(CancelledException.class);
        assertThat(machine.events()).noneMatch(event -> event.contains("knife"));
    }

    @Test
    void whatIsToStayStays() throws Exception {
        client(Map.of(
                "skip_install", true,
                "skip_clean_node", true,
                "skip_clean_client", true,
                "skip_clean_staging_directory", true,
                "client_key", "/etc/chef/client.pem"));
        assertThat(machine.events()).last().asString().startsWith("run sudo chef-client");
        assertThat(machine.file("/tmp/packer-chef-client/client.rb"))
                .contains("client_key \"/etc/chef/client.pem\"", "validation_client_name \"chef-validator\"");
    }

    @Test
    void theServerIsCleanedThoughChefFails() {
        machine.ending("chef-client --no-color", 3).ending("client delete", 1);
        assertThatThrownBy(() -> client(Map.of("skip_install", true, "knife_command", "kn {{.Flags}} {{.Args}}")))
                .hasMessageStartingWith("Error executing Chef: Non-zero exit status: 3");
        assertThat(machine.events())
                .contains(
                        "run kn -y -c /tmp/packer-chef-client/knife.rb node delete node-1",
                        "run kn -y -c /tmp/packer-chef-client/knife.rb client delete node-1")
                .noneMatch(event -> event.contains("rm -rf"));
        assertThat(context.ui().lines())
                .anyMatch(line -> line.startsWith("!!! Removing the machine from the Chef server (client delete"));
    }

    @Test
    void aNodeWithoutANameGetsOne() throws Exception {
        client(Map.of("skip_install", true, "node_name", ""));
        assertThat(machine.file("/tmp/packer-chef-client/client.rb"))
                .containsPattern("node_name \"packer-[0-9a-f]{8}-");
    }

    @Test
    void onWindowsTheClientCanRunAsAnotherUser() throws Exception {
        client(Map.of(
                "guest_os_type", "windows",
                "skip_install", true,
                "skip_clean_node", true,
                "skip_clean_client", true,
                "skip_clean_staging_directory", true,
                "elevated_user", "SYSTEM"));
        String script = machine.events().stream()
                .filter(event -> event.startsWith("file C:/Windows/Temp/packer-elevated-shell-"))
                .findFirst()
                .orElseThrow()
                .substring("file ".length());
        assertThat(machine.file(script)).contains("chef-client.bat --no-color");
        assertThat(machine.events()).endsWith("run powershell -executionpolicy bypass -file \"" + script + "\"");
    }

    @Test
    void aBuildWithoutAMachineIsRefused() {
        context.with(new NoneCommunicator());
        assertThatThrownBy(() -> solo(Map.of())).hasMessageContaining("chef-solo provisioner needs a machine");
        assertThatThrownBy(() -> client(Map.of())).hasMessageContaining("chef-client provisioner needs a machine");
    }

    @Test
    void mistakesAreFoundBeforeTheBuild() throws Exception {
        Files.writeString(directory.resolve("solo.tpl"), "{{.A}}");
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new ChefSoloProvisioner()
                .check(
                        TestConfiguration.of(
                                ChefSoloConfiguration.class,
                                Map.ofEntries(
                                        Map.entry("cookbook_paths", List.of("no-cookbooks")),
                                        Map.entry("roles_path", "secret"),
                                        Map.entry("data_bags_path", "no-bags"),
                                        Map.entry("environments_path", "no-environments"),
                                        Map.entry("encrypted_data_bag_secret_path", "roles"),
                                        Map.entry("config_template", "solo.tpl"),
                                        Map.entry("guest_os_type", "vms"),
                                        Map.entry("json_string", "{\"a\": }"),
                                        Map.entry("json", Value.number(1)))),
                        check);
        assertThat(check.errors())
                .extracting(error -> error.substring(0, error.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "cookbook_paths",
                        "roles_path",
                        "data_bags_path",
                        "environments_path",
                        "encrypted_data_bag_secret_path",
                        "guest_os_type",
                        "json_string",
                        "json");
        assertThat(check.templates()).containsExactly("config_template: {{.A}}");
        RecordingCheck client = new RecordingCheck(directory, Set.of(), Set.of());
        new ChefClientProvisioner()
                .check(
                        TestConfiguration.of(
                                ChefClientConfiguration.class,
                                Map.of(
                                        "server_url", "x",
                                        "policy_name", "web",
                                        "validation_key_path", "~/no-such-key.pem")),
                        client);
        assertThat(client.errors())
                .containsExactlyInAnyOrder(
                        "policy_name: Incomplete policy: If either policy_name or policy_group are set, they must both be"
                                + " set.",
                        "validation_key_path: No such file or directory: validation_key_path: "
                                + HomePath.resolve("~/no-such-key.pem", directory)
                                + " is invalid: there is no such file or directory below " + directory + ".");
    }
}
