package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes wrong between a build and AWS, and within AWS, while the build goes on. */
class FaultsStoryIT extends AmazonStory {
    private static final String UNCONNECTED = "communicator = \"none\"\n";

    private void write(String options) throws IOException {
        write("amazon-ebs", common("packer-test-web") + options, "");
    }

    private PackerProcess.Ended failed(String... said) {
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains(said);
        return ended;
    }

    /** Answers each action, by its name, with these failures before it lets the action through. */
    private static Ec2Proxy.Intervention failing(Map<String, List<String>> codes) {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        return new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                List<String> failures = codes.getOrDefault(action, List.of());
                int time = asked.computeIfAbsent(action, unused -> new AtomicInteger())
                        .getAndIncrement();
                return time < failures.size()
                        ? Ec2Proxy.Answer.error(400, failures.get(time), "There is no such thing.")
                        : null;
            }
        };
    }

    /** EC2 has acted and its answer is lost: it is asked again, and does not refuse what it did itself, or do it twice. */
    private static Ec2Proxy.Intervention dropping() {
        Set<String> dropped = ConcurrentHashMap.newKeySet();
        return new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
                return dropped.add(action) ? null : answer;
            }
        };
    }

    @Test
    void aConnectionThatIsDroppedAfterEachRequestIsOutlived() throws IOException {
        write(UNCONNECTED + TEMPORARY_PROFILE + "ami_regions = [\"eu-west-1\"]\n");
        proxy.intervene(dropping());
        Set<String> dropped = ConcurrentHashMap.newKeySet();
        services.intervene(new AwsProxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(AwsProxy.Seen seen) {
                return elsewhere().before(seen);
            }

            @Override
            public void after(AwsProxy.Seen seen) {
                if (dropped.add(seen.name())) {
                    throw new UncheckedIOException(new IOException("dropped"));
                }
            }
        });
        succeed();
        assertThat(leftovers()).hasSize(4);
        assertThat(dropped).contains("iam:CreateRole", "iam:AddRoleToInstanceProfile", "iam:DeleteRole");
    }

    @Test
    void whatWasMadeBeforeAConnectionIsDroppedIsNotMadeTwice() throws IOException {
        write("amazon-ebssurrogate", common("packer-test-web") + VolumesStoryIT.DEVICES, "");
        proxy.intervene(dropping());
        succeed();
        // The image, its snapshot, and the one that moto makes up for it.
        assertThat(leftovers()).hasSize(3);
        write(
                "amazon-ebssurrogate",
                common("packer-test-two") + VolumesStoryIT.DEVICES + "use_create_image = true\n",
                "");
        proxy.intervene(dropping());
        succeed();
        assertThat(proxy.actions()).contains("DetachVolume", "AttachVolume");
        assertThat(leftovers()).hasSize(5);
    }

    /** What was made a moment ago is not known everywhere at once. */
    @Test
    void whatTheLaunchNeedsMayBeUnknownForAWhile() throws IOException {
        write("ssh_username = \"root\"\nssh_timeout = \"1s\"\n" + TEMPORARY_PROFILE);
        proxy.intervene(failing(Map.of(
                "AuthorizeSecurityGroupIngress", List.of("InvalidGroup.NotFound"),
                "RunInstances", List.of("InvalidGroup.NotFound", "InvalidKeyPair.NotFound"),
                "DescribeInstances", List.of("InvalidInstanceID.NotFound"))));
        Set<String> unknown = ConcurrentHashMap.newKeySet();
        services.intervene(seen -> List.of("PutRolePolicy", "AddRoleToInstanceProfile")
                                .contains(seen.action())
                        && unknown.add(seen.action())
                ? new Ec2Proxy.Answer(404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>")
                : null);
        failed("Timeout waiting for SSH");
        assertThat(proxy.actions()).contains("RunInstances", "TerminateInstances");
        assertThat(unknown).hasSize(2);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theImageAndItsCopyMayBeUnknownForAWhile() throws IOException {
        write(UNCONNECTED + """
            ami_regions     = ["eu-west-1"]
            ami_description = "of the web"
            snapshot_users  = ["123456789012"]
            tags            = { Kind = "web" }
            """);
        proxy.intervene(failing(Map.of(
                "StopInstances", List.of("InvalidInstanceID.NotFound"),
                "CreateImage", List.of("IncorrectInstanceState"),
                "ModifyImageAttribute", List.of("InvalidAMIID.NotFound"),
                "ModifySnapshotAttribute", List.of("InvalidSnapshot.NotFound"),
                "CreateTags", List.of("InvalidAMIID.NotFound"))));
        succeed();
        assertThat(leftovers()).hasSize(4);
    }

    /** Who removes it must not take it for gone. */
    @Test
    void anInstanceThatIsNotKnownYetWhenTheBuildFailsIsTerminated() throws IOException {
        write(UNCONNECTED);
        proxy.intervene(failing(Map.of(
                "DescribeInstances",
                List.of("UnauthorizedOperation", "InvalidInstanceID.NotFound"),
                "TerminateInstances",
                List.of("InvalidInstanceID.NotFound"))));
        failed("(UnauthorizedOperation) The credentials lack the permission");
        assertThat(proxy.actions()).contains("TerminateInstances");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anInstanceThatEndsByItselfIsToldAtOnce() throws IOException {
        for (String state : List.of("terminated", "stopped")) {
            write("ssh_username = \"root\"\nssh_port = 1\nssh_timeout = \"5m\"\n");
            AtomicInteger described = new AtomicInteger();
            AtomicBoolean ended = new AtomicBoolean();
            proxy.intervene(new Ec2Proxy.Intervention() {
                @Override
                public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
                    ended.compareAndSet(false, action.equals("DescribeInstances") && described.incrementAndGet() > 2);
                    return ended.get() && !proxy.actions().contains("TerminateInstances")
                            ? new Ec2Proxy.Answer(
                                    answer.status(), answer.body().replace("<name>running<", "<name>" + state + "<"))
                            : answer;
                }
            });
            failed("terminated".equals(state) ? "ended by itself" : "was stopped");
            assertThat(leftovers()).as(state).isEmpty();
        }
    }

    @Test
    void capacityThatComesBackIsAwaitedWhereOtherZonesCannotHaveTheType() throws IOException {
        write(UNCONNECTED + "spot_price = \"auto\"\n");
        AtomicInteger asked = new AtomicInteger();
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return switch (action) {
                    case "CreateFleet" ->
                        switch (asked.getAndIncrement()) {
                            case 0 ->
                                Ec2Proxy.Answer.error(
                                        400, "InvalidLaunchTemplateName.NotFoundException", "No such template.");
                            case 1 ->
                                new Ec2Proxy.Answer(
                                        200,
                                        "<CreateFleetResponse><fleetId>fleet-1</fleetId><errorSet>"
                                                + error("InsufficientInstanceCapacity", "There is no Spot capacity.")
                                                + error("InvalidFleetConfiguration", "Not supported in this zone.")
                                                + "</errorSet></CreateFleetResponse>");
                            default -> null;
                        };
                    default -> null;
                };
            }

            private static String error(String code, String message) {
                return "<item><errorCode>" + code + "</errorCode><errorMessage>" + message + "</errorMessage></item>";
            }
        });
        succeed();
        assertThat(proxy.requests("CreateFleet")).hasSize(3);
        assertThat(leftovers()).hasSize(2);
    }

    /** Nothing can be removed either then: it stays in the journal, for whoever has new credentials. */
    @Test
    void aTokenThatExpiresIsToldAndTheRestIsCleanedUpWithANewOne() throws IOException {
        write(UNCONNECTED);
        proxy.intervene(new Ec2Proxy.Intervention() {
            private final AtomicBoolean expired = new AtomicBoolean();

            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                expired.compareAndSet(false, action.equals("CreateImage"));
                return expired.get() ? Ec2Proxy.Answer.error(400, "RequestExpired", "Request has expired.") : null;
            }
        });
        PackerProcess.Ended ended = failed(
                "Creating the image packer-test-web failed in us-east-1: Request has expired. (RequestExpired) Check"
                        + " the clock of this machine, or get new temporary credentials.",
                "packer cleanup");
        assertThat(leftovers()).as(ended.output()).contains("journal").hasSizeGreaterThan(3);
        proxy.intervene(world());
        cleanUp();
        assertThat(leftovers()).isEmpty();
    }
}
