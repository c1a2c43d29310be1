package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Builds with instance profiles, and with other options that need permissions of their own. */
class PermissionsStoryIT extends AmazonStory {
    private void write(String options) throws IOException {
        write("amazon-ebs", common("packer-test-web") + "communicator = \"none\"\n" + options, "");
    }

    @Test
    void aTemporaryInstanceProfileIsMadeAndRemoved() throws IOException {
        write(TEMPORARY_PROFILE);
        succeed();
        assertThat(proxy.requests("RunInstances"))
                .allSatisfy(request ->
                        assertThat(request.get("IamInstanceProfile.Name")).startsWith("packer-"));
        assertThat(leftovers()).hasSize(2);
        assertThat(profiles()).doesNotContain("packer-");
        PermissionsPage.needsTheRows(
                List.of("temporary_iam_instance_profile_policy_document"),
                Set.of(),
                PermissionsPage.asked(proxy, services));
    }

    @Test
    void aBuildThatIsKilledLeavesNoRoleAndNoLaunchTemplate() throws IOException {
        write(TEMPORARY_PROFILE + "spot_price = \"auto\"\n");
        leavesNothingWhereItIsKilled(
                2, Set.of("iam:CreateRole", "iam:AddRoleToInstanceProfile", "CreateFleet", "iam:DeleteRole")::contains);
        assertThat(profiles()).doesNotContain("packer-");
    }

    /** What IAM did after its reaper has looked would stay. */
    @Test
    void cancelledWhileARoleIsBeingCreatedItLeavesNothing() throws IOException {
        write(TEMPORARY_PROFILE);
        Interruption interruption = new Interruption();
        services.intervene(seen -> {
            if (seen.action().equals("RemoveRoleFromInstanceProfile")) {
                // moto fails with a role that is not in it.
                return new Ec2Proxy.Answer(
                        404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>");
            }
            if (seen.action().equals("CreateRole")) {
                interruption.nowAndTempt(() -> services.names().contains("iam:DeleteInstanceProfile"));
            }
            return null;
        });
        cancelled(interruption);
        assertThat(services.names()).contains("iam:CreateRole").doesNotContain("iam:PutRolePolicy");
        assertThat(profiles()).doesNotContain("packer-");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void cancelledWhileAQuestionIsInTheAirItEndsAtOnce() throws IOException {
        environment.put("AWS_ENDPOINT_URL_STS", services.address());
        write("");
        for (String question : List.of("GetCallerIdentity", "DescribeImages")) {
            Interruption interruption = new Interruption();
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            services.intervene(seen -> {
                if (seen.action().equals(question)) {
                    ended.complete(interruption.nowAndAwaitEnd());
                }
                return null;
            });
            proxy.intervene(new Ec2Proxy.Intervention() {
                @Override
                public Ec2Proxy.Answer before(int number, String action) {
                    if (action.equals(question)) {
                        ended.complete(interruption.nowAndAwaitEnd());
                    }
                    return null;
                }
            });
            cancelled(interruption);
            // The one that held the answer back may be told later than we that the program is gone.
            assertThat(ended)
                    .as(question)
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(true);
        }
        assertThat(leftovers()).isEmpty();
    }

    private static String profiles() throws IOException {
        return Moto.found(Moto.askIam("ListRoles"), "RoleName") + ","
                + Moto.found(Moto.askIam("ListInstanceProfiles"), "InstanceProfileName");
    }

    @Test
    void anInstanceProfileThatDoesNotExistIsToldBeforeTheLaunch() throws IOException {
        write("iam_instance_profile = \"nobody\"");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Looking for iam_instance_profile nobody failed", "NoSuchEntity");
        assertThat(proxy.actions()).doesNotContain("RunInstances");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void optionsOfTheInstanceAndOfTheImageNeedTheirRows() throws IOException {
        Moto.askIam("CreateInstanceProfile", "InstanceProfileName", "machines");
        write("""
                iam_instance_profile        = "machines"
                associate_public_ip_address = true
                deprecate_at                = "2030-01-01T00:00:00Z"

                deregistration_protection {
                  enabled = true
                }
                """);
        succeed();
        assertThat(proxy.requests("EnableImageDeprecation"))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("DeprecateAt", "2030-01-01T00:00:00Z"));
        PermissionsPage.needsTheRows(
                List.of(
                        "iam_instance_profile",
                        "associate_public_ip_address",
                        "deprecate_at",
                        "deregistration_protection"),
                Set.of("ec2:DisableImageDeregistrationProtection"),
                PermissionsPage.asked(proxy, services));
    }

    @Test
    void aProtectedImageOfABuildThatFailsIsDeregistered() throws IOException {
        write("""
                ami_regions = ["eu-west-1"]

                deregistration_protection {
                  enabled = true
                }
                """);
        AtomicInteger images = new AtomicInteger();
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals("EnableImageDeregistrationProtection") && images.incrementAndGet() > 1
                        ? Ec2Proxy.Answer.error(403, "UnauthorizedOperation", "You are not authorized.")
                        : null;
            }
        });
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("Protecting the image ");
        assertThat(proxy.requests("DisableImageDeregistrationProtection")).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anAuthorizationFailureIsDecodedWhereItIsAskedFor() throws IOException {
        environment.put("AWS_ENDPOINT_URL_STS", services.address());
        services.intervene(seen -> seen.action().equals("DecodeAuthorizationMessage")
                ? new Ec2Proxy.Answer(
                        200,
                        "<DecodeAuthorizationMessageResponse><DecodeAuthorizationMessageResult><DecodedMessage>no rule"
                                + " allows it</DecodedMessage></DecodeAuthorizationMessageResult>"
                                + "</DecodeAuthorizationMessageResponse>")
                : null);
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals("RunInstances")
                        ? Ec2Proxy.Answer.error(
                                403,
                                "UnauthorizedOperation",
                                "You are not authorized. Encoded authorization failure message: abc123")
                        : null;
            }
        });
        write("decode_authorization_messages = true");
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("You are not authorized. Authorization failure message: no rule allows it");
        assertThat(leftovers()).isEmpty();
        PermissionsPage.needsTheRows(
                List.of("decode_authorization_messages"), Set.of(), PermissionsPage.asked(proxy, services));
    }
}
