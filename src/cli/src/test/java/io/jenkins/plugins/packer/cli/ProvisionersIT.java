package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of {@code docs/examples} that use scripts, Ansible, Puppet, Chef and Salt, built for real. Ansible and Puppet are
 * this machine's, whose programs the container sees; for Chef and Salt, which Debian does not have, programs stand in
 * that write down how they were started and with which files.
 */
class ProvisionersIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("packer.repository"), "docs", "examples");
    private static final String IMAGE = "packer-test/provisioners:1";
    private static final Pattern BUILT = Pattern.compile("Imported Docker image: (sha256:[0-9a-f]+)");

    /** The programs of this machine, in a container that has none but busybox's. */
    private static final String PROGRAMS =
            "volumes={\"/usr\":\"/usr:ro\",\"/lib\":\"/lib:ro\",\"/lib64\":\"/lib64:ro\"}";

    private static final String STAND_IN = """
            #!/bin/sh
            echo "${0##*/} $*" >> /record
            for word; do
              case $word in *.rb|*.json) echo "--- $word"; cat "$word"; echo ;; esac
            done >> /record
            """;

    private static final String PREPARATION = """
            mkdir -p /run /var/lib/puppet /var/log /var/cache /etc/puppet /srv
            cat > /bin/chef-solo
            for name in chef-client knife salt-call puppet; do cp /bin/chef-solo /bin/$name; done
            chmod 755 /bin/chef-solo /bin/chef-client /bin/knife /bin/salt-call /bin/puppet
            """;

    @TempDir
    Path directory;

    private Set<String> before;

    @BeforeEach
    void prepareImage() throws IOException, InterruptedException {
        DockerEngine.require();
        before = DockerEngine.inventory();
        Process preparing = new ProcessBuilder(
                        "docker",
                        "run",
                        "-i",
                        "--name",
                        "packer-test-provisioners",
                        DockerEngine.IMAGE,
                        "sh",
                        "-c",
                        PREPARATION)
                .redirectErrorStream(true)
                .start();
        preparing.getOutputStream().write(STAND_IN.getBytes());
        preparing.getOutputStream().close();
        String output = new String(preparing.getInputStream().readAllBytes());
        assertThat(preparing.waitFor()).as(output).isZero();
        DockerEngine.docker("commit", "packer-test-provisioners", IMAGE);
        DockerEngine.docker("rm", "packer-test-provisioners");
    }

    @AfterEach
    void removeImages() {
        if (before == null) {
            // Without an engine nothing was done, and the test is skipped.
            return;
        }
        for (String left : DockerEngine.inventory()) {
            if (!before.contains(left) && left.startsWith("image")) {
                String[] words = left.split(" ");
                DockerEngine.docker("rmi", "-f", words[2].contains("<none>") ? words[1] : words[2]);
            }
        }
        assertThat(DockerEngine.inventory()).noneMatch(left -> left.startsWith("container") && !before.contains(left));
    }

    /** Builds an example; returns the lines that a command prints in the image. */
    private List<String> build(String example, List<String> variables, String command) {
        List<String> arguments = new ArrayList<>(List.of("build", "-color=false", "-var", "image=" + IMAGE));
        for (String variable : variables) {
            arguments.addAll(List.of("-var", variable));
        }
        arguments.add(EXAMPLES.resolve(example).toString());
        PackerProcess.Ended ended =
                PackerProcess.run(directory, Map.of("ANSIBLE_NOCOLOR", "1"), arguments.toArray(new String[0]));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Matcher built = BUILT.matcher(ended.output());
        assertThat(built.find()).as(ended.output()).isTrue();
        return DockerEngine.docker("run", "--rm", "--network=none", built.group(1), "sh", "-c", command);
    }

    @Test
    void scriptsMakeTheSiteOutOfFilesAndItComesBack() throws IOException {
        assertThat(build("shell", List.of(), "cat /srv/site/index.html; ls /tmp"))
                .containsExactly("<h1>It's web</h1>");
        assertThat(directory.resolve("dist/index.html")).hasContent("<h1>It's web</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ansible", "ansible-local", "puppet-masterless"})
    void ansibleAndPuppetMakeTheSite(String example) {
        Counterpart.require(
                example.startsWith("ansible") ? "ansible-playbook" : "puppet",
                Files.isExecutable(
                        Path.of(example.startsWith("ansible") ? "/usr/bin/ansible-playbook" : "/usr/bin/puppet")),
                "Install Debian's packages ansible-core and puppet-agent.");
        String page = switch (example) {
            case "ansible" -> "<h1>hello from web on Linux</h1>";
            case "ansible-local" -> "<h1>web</h1>";
            default -> "<h1>web of web</h1>";
        };
        assertThat(build(example, List.of(PROGRAMS), "cat /srv/site/index.html"))
                .containsExactly(page);
    }

    @Test
    void puppetsAgentIsStartedAgainstItsServer() {
        assertThat(build("puppet-server", List.of(), "cat /record"))
                .containsExactly(
                        "puppet agent --onetime --no-daemonize --detailed-exitcodes --server=puppet.example.org"
                                + " --certname=web.example.org --test");
    }

    @Test
    void chefSoloIsInstalledAndStartedWithItsFiles() {
        assertThat(build(
                        "chef-solo",
                        List.of("install_command=echo installed {{.Version}} > /record"),
                        "cat /record; cd /tmp/packer-chef-solo; cat cookbooks-0/web/metadata.rb; ls"))
                .containsExactly(
                        "installed 18.5.0",
                        "chef-solo --no-color -c /tmp/packer-chef-solo/solo.rb -j /tmp/packer-chef-solo/node.json",
                        "--- /tmp/packer-chef-solo/solo.rb",
                        "chef_license \"\"",
                        "cookbook_path [\"/tmp/packer-chef-solo/cookbooks-0\"]",
                        "--- /tmp/packer-chef-solo/node.json",
                        "{",
                        "  \"run_list\": [",
                        "    \"recipe[web]\"",
                        "  ],",
                        "  \"web\": {",
                        "    \"greeting\": \"hello\"",
                        "  }",
                        "}",
                        "name 'web'",
                        "version '1.0.0'",
                        "cookbooks-0",
                        "node.json",
                        "solo.rb");
    }

    @Test
    void chefClientIsStartedAndTakenOffTheServer() {
        String staging = "/tmp/packer-chef-client";
        List<String> server = List.of(
                "log_level :info",
                "log_location STDOUT",
                "chef_server_url \"https://chef.example.org/organizations/example\"",
                "client_key \"" + staging + "/client.pem\"",
                "node_name \"web-image\"",
                "ssl_verify_mode :verify_peer");
        List<String> expected = new ArrayList<>();
        expected.add("chef-client --no-color -c " + staging + "/client.rb -j " + staging + "/first-boot.json");
        expected.add("--- " + staging + "/client.rb");
        expected.addAll(server);
        expected.addAll(List.of(
                "chef_license \"\"",
                "validation_client_name \"chef-validator\"",
                "--- " + staging + "/first-boot.json",
                "{",
                "  \"run_list\": [",
                "    \"role[web]\"",
                "  ]",
                "}"));
        for (String what : List.of("node", "client")) {
            expected.add("knife " + what + " delete web-image -y -c " + staging + "/knife.rb");
            expected.add("--- " + staging + "/knife.rb");
            expected.addAll(server);
        }
        assertThat(build("chef-client", List.of(), "cat /record; ls /tmp")).containsExactlyElementsOf(expected);
    }

    @Test
    void saltCallIsStartedWithStatesAndPillarInTheirPlaces() {
        assertThat(build("salt-masterless", List.of(), "cat /record; cd /srv; find * -type f | sort; ls /tmp"))
                .containsExactly(
                        "salt-call --local state.highstate --file-root=/srv/salt --pillar-root=/srv/pillar"
                                + " --retcode-passthrough -l info",
                        "pillar/top.sls",
                        "pillar/web.sls",
                        "salt/top.sls",
                        "salt/web/init.sls",
                        "salt");
    }
}
