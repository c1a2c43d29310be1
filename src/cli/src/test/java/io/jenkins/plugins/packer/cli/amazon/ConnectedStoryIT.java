package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Builds that reach their instance: a real OpenSSH server, and for Windows a double of WinRM. */
class ConnectedStoryIT extends AmazonStory {

    @Test
    void provisionersReachTheInstanceWithTheTemporaryKey() throws IOException {
        SshServer.require();
        try (SshServer server = SshServer.start(directory.resolve("sshd"))) {
            proxy.intervene(MachineOfInstance.of(server));
            Path uploaded = directory.resolve("uploaded.txt");
            Files.writeString(directory.resolve("greeting.txt"), "hello from the template\n");
            write("amazon-ebs", common("packer-test-web") + """
                      ssh_username           = "root"
                      ssh_port               = %s
                      temporary_key_pair_type = "ed25519"
                    """.formatted(server.port()), """
                      provisioner "file" {
                        source      = "greeting.txt"
                        destination = "%s"
                      }

                      provisioner "shell" {
                        inline = ["echo reached as $(whoami) with $(cat %s)", "echo from ${build.SourceAMI} at ${build.Host}"]
                      }
                    """.formatted(
                            uploaded, uploaded));
            PackerProcess.Ended ended = succeed();
            assertThat(ended.output())
                    .contains("Using SSH communicator to connect: 127.0.0.1")
                    .contains("Connected to SSH!")
                    .contains("reached as root with hello from the template")
                    .containsPattern("from ami-[0-9a-f]+ at 127.0.0.1");
            assertThat(uploaded).hasContent("hello from the template");
            assertThat(ids(leftovers(), "imageId")).hasSize(1);
            assertThat(leftovers()).hasSize(2);
            assertThat(proxy.requests("CreateKeyPair"))
                    .allSatisfy(request -> assertThat(request).containsEntry("KeyType", "ed25519"));
            assertThat(proxy.requests("AuthorizeSecurityGroupIngress"))
                    .allSatisfy(request -> assertThat(request)
                            .containsEntry("IpPermissions.1.FromPort", Integer.toString(server.port()))
                            .containsEntry("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
        }
    }

    @Test
    void eachInterfaceLeadsToItsAddress() throws IOException {
        SshServer.require();
        try (SshServer server = SshServer.start(directory.resolve("sshd"), "ListenAddress 127.0.0.2")) {
            proxy.intervene(MachineOfInstance.of(server));
            StringBuilder template = new StringBuilder();
            StringBuilder sources = new StringBuilder();
            for (String chosen : new String[] {"", "public_ip", "private_ip", "public_dns", "private_dns"}) {
                String name = chosen.isEmpty() ? "default" : chosen;
                template.append("""
                        source "amazon-ebs" "%s" {
                        %s
                          ssh_username    = "root"
                          ssh_port        = %s
                          ssh_interface   = "%s"
                          skip_create_ami = true
                        }
                        """.formatted(name, common("packer-test-" + name), server.port(), chosen));
                sources.append("\"source.amazon-ebs.").append(name).append("\", ");
            }
            Files.writeString(directory.resolve("main.pkr.hcl"), template + """
                    build {
                      sources = [%s]

                      provisioner "shell" {
                        inline = ["echo ${source.name} came to ${build.Host}"]
                      }
                    }
                    """.formatted(sources));
            PackerProcess.Ended ended = succeed();
            assertThat(ended.output())
                    .contains(
                            "default came to 127.0.0.1",
                            "public_ip came to 127.0.0.1",
                            "private_ip came to 127.0.0.2",
                            "public_dns came to localhost",
                            "private_dns came to LOCALHOST");
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    void aWindowsInstanceIsReachedWithThePasswordThatItMade() throws IOException {
        String password = "kQ7-made-by-windows";
        try (WinRmDouble windows = new WinRmDouble().user("Administrator", password)) {
            windows.programs(line -> line.contains(".bat") ? WindowsProgram.printing("greeted by windows\r\n") : null);
            proxy.intervene(MachineOfInstance.windows(directory, password));
            write("amazon-ebs", common("packer-test-windows") + """
                      communicator   = "winrm"
                      winrm_username = "Administrator"
                      winrm_port     = %s
                    """.formatted(windows.port()), """
                      provisioner "windows-shell" {
                        inline = ["greet the world"]
                      }
                    """);
            PackerProcess.Ended ended = succeed();
            assertThat(ended.output())
                    .contains("Waiting for auto-generated password for instance...", "Password retrieved!")
                    .contains("Connected to WinRM!", "greeted by windows")
                    .doesNotContain(password);
            assertThat(String.join("\n", windows.texts().values())).contains("greet the world");
            assertThat(windows.violations()).isEmpty();
            PermissionsPage.needsTheRow("communicator = \"winrm\"", proxy);
            assertThat(leftovers()).hasSize(2);
        }
    }
}
