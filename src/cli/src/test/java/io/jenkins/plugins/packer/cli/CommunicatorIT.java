package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole builds over SSH, by the built command, against real OpenSSH servers. */
class CommunicatorIT {
    @TempDir
    Path directory;

    private PackerProcess.Ended packer(String command, String template, Object... values) throws IOException {
        Path file = Files.writeString(directory.resolve("it.pkr.hcl"), template.formatted(values));
        return command.equals("build")
                ? PackerProcess.run(directory, Map.of(), command, "-color=false", file.toString())
                : PackerProcess.run(directory, Map.of(), command, file.toString());
    }

    /** The source of a template: root of a server. */
    private static String machine(SshServer server) {
        return """
                source "null" "machine" {
                  ssh_host             = "127.0.0.1"
                  ssh_port             = %d
                  ssh_username         = "root"
                  ssh_private_key_file = "%s/key"
                }
                """.formatted(server.port(), server.directory());
    }

    @Test
    void aMistakeDoesNotPrintThePassword() throws IOException {
        String password = "\"hunter2-secret\"";
        for (String name : Set.of("ssh_password", "ssh_bastion_password", "ssh_proxy_password", "winrm_password")) {
            PackerProcess.Ended ended = packer("validate", """
                    source "null" "machine" {
                      communicator   = "nonsense"
                      ssh_host       = "127.0.0.1"
                      ssh_username   = "root"
                      %s = %s
                      ssh_agent_auth = [%s]
                    }
                    build {
                      sources = ["source.null.machine"]
                    }
                    """, name, password, password);
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("ssh_agent_auth")
                    .contains("<sensitive>")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aPasswordThatIsTheUsersNameHidesNothing() throws IOException {
        PackerProcess.Ended ended = packer("validate", """
                source "null" "machine" {
                  ssh_host       = "127.0.0.1"
                  ssh_username   = "vagrant"
                  ssh_password   = "vagrant"
                  ssh_agent_auth = true
                }
                build {
                  sources = ["source.null.machine"]
                }
                """);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("\"vagrant\"");
    }

    /** With the machine's own server for SFTP where it has one, and without a word where that is broken. */
    @ParameterizedTest
    @ValueSource(strings = {"internal-sftp", "/no/such/server"})
    void ansibleReachesAMachineThroughTheProxyOverTheBuildsOwnConnection(String sftp) throws IOException {
        SshServer.require();
        Counterpart.require(
                "ansible-playbook",
                Files.isExecutable(Path.of("/usr/bin/ansible-playbook")),
                "Install Debian's package ansible-core.");
        Files.writeString(directory.resolve("site.yml"), """
                - hosts: all
                  tasks:
                    - copy: { content: "by {{ ansible_user_id }}\\n", dest: "%s/made", mode: "0640" }
                """.formatted(directory));
        try (SshServer server =
                SshServer.start(directory.resolve("sshd"), "LogLevel VERBOSE", "Subsystem sftp " + sftp)) {
            PackerProcess.Ended ended = packer("build", machine(server) + """
                    build {
                      sources = ["source.null.machine"]
                      provisioner "ansible" {
                        playbook_file = "site.yml"
                        user          = "root"
                      }
                    }
                    """);
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(directory.resolve("made")).hasContent("by root\n");
            assertThat(server.log().split("Accepted publickey"))
                    .as("one connection")
                    .hasSize(2);
            // One to see whether it is there, and then one for each file.
            int sessions = server.log().split("Starting session: subsystem 'sftp'").length - 1;
            if (sftp.equals("internal-sftp")) {
                assertThat(sessions).isGreaterThan(2);
            } else {
                assertThat(sessions).isOne();
            }
        }
    }

    @Test
    void aContainerThatRunsAServerIsReachedBySsh() throws IOException {
        DockerEngine.require();
        SshServer.require();
        Set<String> before = DockerEngine.inventory();
        Path keys = Files.createDirectory(directory.resolve("keys"));
        SshServer.keygen(
                "-q", "-t", "ed25519", "-N", "", "-f", keys.resolve("key").toString());
        String start = "mkdir -p /run/sshd /etc/ssh && echo root:x:0:0:root:/root:/bin/sh > /etc/passwd"
                + " && echo sshd:x:101:65534::/run/sshd:/bin/false >> /etc/passwd"
                + " && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/host && exec /usr/sbin/sshd -D -e -f /dev/null"
                + " -o HostKey=/etc/ssh/host -o UsePAM=no -o StrictModes=no -o PermitRootLogin=yes"
                + " -o AuthorizedKeysFile=/keys/key.pub -o PidFile=none";
        PackerProcess.Ended ended = packer("build", """
                source "docker" "machine" {
                  image                = "%s"
                  pull                 = false
                  discard              = true
                  communicator         = "ssh"
                  ssh_username         = "root"
                  ssh_private_key_file = "%s/key"
                  ssh_timeout          = "4m"
                  volumes              = { "/usr" = "/usr:ro", "/lib" = "/lib:ro", "/lib64" = "/lib64:ro", "%s" = "/keys:ro" }
                  run_command          = ["-d", "-i", "-t", "--entrypoint=/bin/sh", "--", "{{.Image}}", "-c", "%s"]
                }
                build {
                  sources = ["source.docker.machine"]
                  provisioner "shell" {
                    inline = ["echo reached ${build.ConnType} as $(id -un), $SSH_CONNECTION"]
                  }
                }
                """, DockerEngine.IMAGE, keys, keys, start);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("docker.machine: reached ssh as root, ");
        assertThat(DockerEngine.inventory()).isEqualTo(before);
    }
}
