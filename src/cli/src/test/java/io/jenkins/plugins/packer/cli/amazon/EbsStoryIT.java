package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whole {@code amazon-ebs} builds by the built command, against moto behind a proxy that checks and disturbs. */
class EbsStoryIT extends AmazonStory {
    private void write(String options) throws IOException {
        write("amazon-ebs", common("packer-test-web") + "communicator = \"none\"\n" + options, "");
    }

    private static String image(Set<String> left, String region) {
        String prefix = region + " imageId ";
        return left.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void buildsAnImageAndLeavesNothingElse() throws IOException {
        write("""
                ami_description = "made from {{ .SourceAMIName }}"
                ami_users       = ["123456789012"]
                snapshot_users  = ["123456789012"]
                tags            = { Base = "{{ .SourceAMI }}" }
                snapshot_tags   = { Kind = "root" }
                run_tags        = { Team = "web" }
                """);
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Set<String> left = leftovers();
        assertThat(left)
                .hasSize(2)
                .anyMatch(line -> line.startsWith(HOME + " imageId ami-"))
                .anyMatch(line -> line.startsWith(HOME + " snapshotId snap-"));
        assertThat(proxy.mistakes()).isEmpty();
        String image = image(left, HOME);
        assertThat(ended.output()).contains("AMIs were created:\n" + HOME + ": " + image);
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains("\"builder_type\": \"amazon-ebs\"", "\"artifact_id\": \"" + HOME + ":" + image + "\"");
        String described = Moto.ask(HOME, "DescribeImages", "ImageId.1", image);
        assertThat(described)
                .contains(
                        "<name>packer-test-web</name>",
                        "<key>Base</key>",
                        "<key>Team</key>",
                        "<key>io.jenkins.packer.run</key>");
        assertThat(proxy.requests("ModifyImageAttribute"))
                .anySatisfy(
                        request -> assertThat(request.get("Description.Value")).startsWith("made from amzn2-ami-hvm"));
        assertThat(Moto.ask(
                        HOME,
                        "DescribeImageAttribute",
                        "ImageId.1",
                        image,
                        "ImageId",
                        image,
                        "Attribute",
                        "launchPermission"))
                .contains("123456789012");
        assertThat(ended.output()).doesNotContain("secret-of-the-test");
    }

    @Test
    void aPlainBuildAsksNoMoreThanItNeeds() throws IOException {
        write("");
        assertThat(build().exitCode()).isZero();
        List<String> actions = new ArrayList<>(proxy.actions());
        // How often it asks whether something is done depends on how long that takes.
        actions.removeIf(action -> action.equals("DescribeInstances"));
        assertThat(actions)
                .containsExactly(
                        "DescribeImages",
                        "DescribeImages",
                        "CreateKeyPair",
                        "CreateSecurityGroup",
                        "RunInstances",
                        "StopInstances",
                        "CreateImage",
                        "DescribeImages",
                        "TerminateInstances",
                        "DeleteSecurityGroup",
                        "DeleteKeyPair");
    }

    @Test
    void copiesTheImageToAllRegionsBeforeItWaitsForAny() throws IOException {
        write("ami_regions = [\"eu-west-1\", \"us-west-2\"]");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Set<String> left = leftovers();
        for (String region : List.of(HOME, "eu-west-1", "us-west-2")) {
            assertThat(ended.output()).contains(region + ": " + image(left, region));
        }
        assertThat(left).hasSize(2 * 3);
        List<String> actions = proxy.actions();
        int first = actions.indexOf("CopyImage");
        assertThat(actions.get(first + 1)).isEqualTo("CopyImage");
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void anEncryptedImageReplacesItsIntermediary() throws IOException {
        write("encrypt_boot = true\nkms_key_id = \"alias/images\"");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(leftovers()).hasSize(2);
        assertThat(proxy.actions()).contains("CopyImage", "DeregisterImage");
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void aSpotInstanceComesFromAFleetWhoseTemplateIsRemoved() throws IOException {
        write("""
                spot_price = "auto"
                spot_tags  = { Kind = "spot" }
                """);
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(proxy.actions())
                .contains("CreateLaunchTemplate", "CreateFleet", "DeleteLaunchTemplate")
                .doesNotContain("RunInstances", "StopInstances");
        PermissionsPage.needsTheRow("spot_price", proxy);
        assertThat(leftovers()).hasSize(2);
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void theDataSourceFindsTheNewestImage() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                data "amazon-ami" "base" {
                  region              = "us-east-1"
                  custom_endpoint_ec2 = "%s"
                  filters             = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
                  owners              = ["amazon"]
                  most_recent         = true
                }

                source "null" "first" {
                  communicator = "none"
                }

                build {
                  sources = ["source.null.first"]

                  provisioner "shell-local" {
                    inline = ["echo found ${data.amazon-ami.base.id} ${data.amazon-ami.base.name}"]
                  }
                }
                """.formatted(proxy.address()));
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern("found ami-[0-9a-f]+ amzn2-ami-hvm-2\\..*-x86_64-gp2");
        assertThat(proxy.actions()).containsOnly("DescribeImages");
    }

    @Test
    void aNameThatIsTakenIsToldBeforeAnythingIsCreated() throws IOException {
        write("");
        assertThat(build().exitCode()).isZero();
        proxy.intervene(new Ec2Proxy.Intervention() {});
        PackerProcess.Ended again = build();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("AMI Name: 'packer-test-web' is used by an existing AMI: ami-");
        assertThat(proxy.actions()).doesNotContain("RunInstances", "CreateKeyPair");
        PackerProcess.Ended forced =
                PackerProcess.run(directory, environment, "build", "-color=false", "-force", "main.pkr.hcl");
        assertThat(forced.exitCode()).as(forced.output()).isZero();
        assertThat(forced.output()).contains("Deregistered AMI packer-test-web, id: ami-");
    }

    @Test
    void throttlingAndServerErrorsAreOutlived() throws IOException {
        write("");
        proxy.intervene(new Ec2Proxy.Intervention() {
            private final Map<String, AtomicInteger> tries = new java.util.concurrent.ConcurrentHashMap<>();

            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                int tried = tries.computeIfAbsent(action, unused -> new AtomicInteger())
                        .getAndIncrement();
                return switch (tried) {
                    case 0 -> Ec2Proxy.Answer.error(503, "RequestLimitExceeded", "Request limit exceeded.");
                    case 1 -> Ec2Proxy.Answer.error(500, "InternalError", "An internal error has occurred");
                    default -> null;
                };
            }
        });
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(leftovers()).hasSize(2);
    }

    @Test
    void missingCapacityEndsTheBuildWithNothingLeft() throws IOException {
        write("");
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals("RunInstances")
                        ? Ec2Proxy.Answer.error(
                                400, "InsufficientInstanceCapacity", "We currently do not have sufficient capacity.")
                        : null;
            }
        });
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("We currently do not have sufficient capacity. (InsufficientInstanceCapacity)")
                .contains("Try another availability_zone");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void killedBeforeAndAfterEachRequestItLeavesNothingThatCleanupDoesNotRemove() throws IOException {
        write("ami_regions = [\"eu-west-1\"]");
        leavesNothingWhereItIsKilled(4, request -> true);
    }

    /** EC2 finds an instance by its tags some time after it has launched it, and knows its id at once. */
    @Test
    void cancelledWhileAnInstanceIsBeingLaunchedItLeavesNothing() throws IOException {
        write("ami_regions = [\"eu-west-1\"]");
        PackerProcess[] running = new PackerProcess[1];
        AtomicBoolean cancelled = new AtomicBoolean();
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int at, String action) {
                if (action.equals("RunInstances")) {
                    synchronized (running) {
                        running[0].signal("INT");
                    }
                    cancelled.set(true);
                    awaitText(running[0], "Cancelling build");
                }
                return cancelled.get() && action.equals("DescribeInstances") && isByTag() ? nothing() : null;
            }

            private boolean isByTag() {
                List<Map<String, String>> asked = proxy.requests("DescribeInstances");
                return asked.get(asked.size() - 1).containsKey("Filter.1.Name");
            }

            private Ec2Proxy.Answer nothing() {
                return new Ec2Proxy.Answer(
                        200,
                        "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                                + "<requestId>test</requestId><reservationSet/></DescribeInstancesResponse>");
            }
        });
        synchronized (running) {
            running[0] = PackerProcess.start(directory, environment, arguments());
        }
        try (PackerProcess packer = running[0]) {
            PackerProcess.Ended ended = packer.await();
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output()).contains("Cleanly cancelled builds after being interrupted.");
        }
        assertThat(cancelled).as("an instance was launched").isTrue();
        proxy.intervene(new Ec2Proxy.Intervention() {});
        assertThat(leftovers()).isEmpty();
    }

    private static void awaitText(PackerProcess packer, String text) {
        while (packer.isAlive() && !packer.output().contains(text)) {
            Thread.onSpinWait();
        }
    }
}
