package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fast launch of images, which moto does not have and {@link MotoGaps} plays. */
class FastLaunchStoryIT extends AmazonStory {
    private static final String OPTIONS = """
              communicator = "none"
              ami_regions  = ["eu-west-1", "us-west-2"]

              fast_launch {
                template_name         = "for-windows"
                max_parallel_launches = 8
                target_resource_count = 3

                region_launch_templates {
                  region             = "eu-west-1"
                  enable_fast_launch = false
                }
              }
            """;

    @Test
    void itIsEnabledWhereTheTemplateDoesNotDisableIt() throws IOException {
        template();
        write("amazon-ebs", common("packer-test-windows") + OPTIONS, "");
        PackerProcess.Ended ended = succeed();
        String image = ids(leftovers(), "imageId").get(0);
        List<Map<String, String>> enabled = proxy.requests("EnableFastLaunch");
        assertThat(enabled)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("MaxParallelLaunches", "8")
                        .containsEntry("SnapshotConfiguration.TargetResourceCount", "3"));
        assertThat(enabled)
                .filteredOn(request -> image.equals(request.get("ImageId")))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("LaunchTemplate.Version", "1")
                        .containsKey("LaunchTemplate.LaunchTemplateId"));
        assertThat(enabled)
                .filteredOn(request -> !image.equals(request.get("ImageId")))
                .singleElement()
                .satisfies(request -> assertThat(request).doesNotContainKey("LaunchTemplate.LaunchTemplateId"));
        assertThat(ended.output()).contains("Enabling fast boot for AMI " + image + " in region " + HOME);
        assertThat(proxy.fastLaunched()).hasSize(2).contains(image);
        List<String> actions = proxy.actions();
        assertThat(actions.lastIndexOf("EnableFastLaunch")).isLessThan(actions.indexOf("DescribeFastLaunchImages"));
        // It is disabled again only where a build fails.
        PermissionsPage.needsTheRows(
                List.of("fast_launch"), Set.of("ec2:DisableFastLaunch"), PermissionsPage.asked(proxy));
    }

    @Test
    void itIsDisabledAgainWhenTheBuildFails() throws IOException {
        template();
        write("amazon-ebs", common("packer-test-windows") + OPTIONS, "");
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals("DescribeFastLaunchImages")
                                && !proxy.actions().contains("DisableFastLaunch")
                                && proxy.requests("DescribeFastLaunchImages").size() == 1
                        ? new Ec2Proxy.Answer(
                                200,
                                "<DescribeFastLaunchImagesResponse><fastLaunchImageSet><item><state>enabling-failed</state>"
                                        + "<stateTransitionReason>no sysprep</stateTransitionReason></item>"
                                        + "</fastLaunchImageSet></DescribeFastLaunchImagesResponse>")
                        : null;
            }
        });
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("is enabling-failed instead of enabled: no sysprep.");
        assertThat(proxy.fastLaunched()).isEmpty();
        assertThat(leftovers()).containsExactly(HOME + " launchTemplateName for-windows");
    }

    private static void template() throws IOException {
        Moto.ask(
                HOME,
                "CreateLaunchTemplate",
                "LaunchTemplateName",
                "for-windows",
                "LaunchTemplateData.InstanceType",
                "t3.large");
    }
}
