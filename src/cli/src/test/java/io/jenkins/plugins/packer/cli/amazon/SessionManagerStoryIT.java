package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Builds that reach their instance through Session Manager: a double of the services, a stand-in for AWS's program (see
 * {@code session-manager/session-manager-plugin} in the test resources), and a real OpenSSH server.
 */
class SessionManagerStoryIT extends AmazonStory {
    private static final Path STAND_IN = Path.of("src/test/resources/session-manager");

    private SystemsManagerDouble systems;

    @BeforeEach
    void startServices() throws IOException {
        SshServer.require();
        Counterpart.require(
                "Python, for the stand-in for session-manager-plugin",
                Files.isExecutable(Path.of("/usr/bin/python3")),
                "apt-get install python3");
        systems = new SystemsManagerDouble();
        environment.put("AWS_ENDPOINT_URL_SSM", systems.address());
        environment.put("AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT", systems.address());
        environment.put(
                "SESSION_MANAGER_STAND_IN_LOG",
                directory.resolve("stand-in.log").toString());
        environment.put(
                "PATH",
                STAND_IN.toAbsolutePath() + File.pathSeparator + "/usr/bin" + File.pathSeparator
                        + System.getenv("PATH"));
    }

    @AfterEach
    void stopServices() {
        if (systems != null) {
            systems.close();
        }
    }

    private static String options(int port) {
        return """
                  ssh_username         = "root"
                  ssh_port             = %s
                  ssh_interface        = "session_manager"
                  pause_before_ssm     = "1s"
                  skip_create_ami      = true

                  temporary_iam_instance_profile_policy_document {
                    Version = "2012-10-17"
                    Statement {
                      Effect   = "Allow"
                      Action   = ["ssmmessages:*"]
                      Resource = ["*"]
                    }
                  }
                """.formatted(port);
    }

    @Test
    void provisionersReachTheInstanceThroughASession() throws IOException {
        try (SshServer server = SshServer.start(directory.resolve("sshd"))) {
            proxy.intervene(MachineOfInstance.of(server));
            write("amazon-ebs", common("packer-test-session") + options(server.port()), """
                      provisioner "shell" {
                        inline = ["echo through ${build.Host} as $(whoami)"]
                      }
                    """);
            PackerProcess.Ended ended = succeed();
            assertThat(ended.output())
                    .contains("Waiting 1s before establishing the SSM session...")
                    .contains("Starting portForwarding session \"test-2\".", "opened for sessionId test-2")
                    .contains("through localhost as root")
                    .doesNotContain("token-of-test-2");
        }
        String log = Files.readString(directory.resolve("stand-in.log"));
        assertThat(log.substring(log.indexOf("\"session\""))).contains("token-of-test-2");
        assertThat(log.substring(0, log.indexOf("\"session\"")))
                .contains(HOME, systems.address())
                .doesNotContain("token-of-test-2");
        assertThat(systems.requests("AmazonSSM.StartSession"))
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.path("Target").asText()).startsWith("i-"));
        assertThat(systems.sessions()).isEmpty();
        assertThat(systems.requests("AWSEC2InstanceConnectService.SendSSHPublicKey"))
                .isEmpty();
        assertThat(proxy.actions()).contains("CreateSecurityGroup").doesNotContain("AuthorizeSecurityGroupIngress");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aKeyOfOnesOwnIsMadeKnownBeforeTheLogin() throws IOException {
        try (SshServer server = SshServer.start(directory.resolve("sshd"))) {
            proxy.intervene(MachineOfInstance.of(server));
            write(
                    "amazon-ebs",
                    common("packer-test-session") + options(server.port()) + "ssh_private_key_file = \""
                            + server.directory().resolve("key") + "\"\n",
                    """
                      provisioner "shell" {
                        inline = ["echo arrived"]
                      }
                    """);
            assertThat(succeed().output()).contains("Uploading SSH public key to instance", "arrived");
            String key = Files.readString(server.directory().resolve("key.pub"));
            assertThat(systems.requests("AWSEC2InstanceConnectService.SendSSHPublicKey"))
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(key).startsWith(request.path("SSHPublicKey").asText());
                        assertThat(request.path("InstanceOSUser").asText()).isEqualTo("root");
                        assertThat(request.path("AvailabilityZone").asText()).startsWith(HOME);
                    });
            Set<String> asked = PermissionsPage.asked(proxy, services);
            asked.addAll(systems.permissions());
            // Sessions are looked for only where one's id never arrived.
            PermissionsPage.needsTheRows(
                    List.of("ssh_interface = \"session_manager\"", "temporary_iam_instance_profile_policy_document"),
                    Set.of("ssm:DescribeSessions"),
                    asked);
        }
        assertThat(systems.sessions()).isEmpty();
    }

    @Test
    void aSessionThatEndsIsFollowedByAnother() throws IOException {
        try (SshServer server = SshServer.start(directory.resolve("sshd"))) {
            proxy.intervene(MachineOfInstance.of(server));
            write("amazon-ebs", common("packer-test-session") + options(server.port()), """
                      provisioner "shell-local" {
                        inline = ["kill $(cat $SESSION_MANAGER_STAND_IN_LOG.pid)"]
                      }

                      provisioner "shell" {
                        inline = ["echo back again"]
                      }
                    """);
            assertThat(succeed().output())
                    .contains("opened for sessionId test-2", "opened for sessionId test-3", "back again");
        }
        assertThat(systems.requests("AmazonSSM.TerminateSession"))
                .extracting(request -> request.path("SessionId").asText())
                .containsExactly("test-2", "test-3");
        assertThat(systems.sessions()).isEmpty();
    }

    @Test
    void aSessionWhoseIdNeverArrivedIsTerminatedByItsReason() throws IOException {
        write("amazon-ebs", common("packer-test-session") + options(22), "");
        leavesNothingWhenKilledBy("killed when the session has started", systems::afterStart);
        assertThat(systems.requests("AmazonSSM.DescribeSessions")).hasSize(1);
        assertThat(systems.requests("AmazonSSM.TerminateSession")).hasSize(1);
        assertThat(systems.sessions()).isEmpty();
    }

    @Test
    void cancelledWhileASessionIsBeingStartedItLeavesNone() throws IOException {
        write("amazon-ebs", common("packer-test-session") + options(22), "");
        Interruption interruption = new Interruption();
        systems.beforeStart(() -> interruption.nowAndTempt(
                () -> !systems.requests("AmazonSSM.DescribeSessions").isEmpty()));
        cancelled(interruption);
        assertThat(systems.requests("AmazonSSM.TerminateSession")).hasSize(1);
        assertThat(systems.sessions()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void withoutTheProgramNothingIsLaunched() throws IOException {
        environment.put("PATH", "/usr/bin" + File.pathSeparator + "/bin");
        write("amazon-ebs", common("packer-test-session") + options(22), "");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("needs AWS's program session-manager-plugin, and it is not on the PATH. Install it");
        assertThat(proxy.actions()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }
}
