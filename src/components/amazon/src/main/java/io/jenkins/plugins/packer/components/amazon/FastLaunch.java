package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.FastLaunchOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeFastLaunchImagesSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.EnableFastLaunchRequest;
import software.amazon.awssdk.services.ec2.model.FastLaunchStateCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Enables EC2 Fast Launch of images, in all regions before any is waited for: preparing the snapshots takes long. */
record FastLaunch(FastLaunchOptions options, Connections.Open connection, Polling polling, BuildContext context) {
    private static final Duration ENABLED = Duration.ofMinutes(125);

    void enable(Images images) throws ComponentException {
        Map<String, String> asked = new LinkedHashMap<>();
        context.step("Enable fast launch", () -> {
            for (var image : images.byRegion().entrySet()) {
                FastLaunchOptions.InRegion here =
                        options.in(image.getKey(), connection.aws().region());
                if (here.wanted()) {
                    ask(image.getKey(), image.getValue().imageId(), here);
                    asked.put(image.getKey(), image.getValue().imageId());
                }
            }
            return null;
        });
        for (Map.Entry<String, String> image : asked.entrySet()) {
            context.step("Wait for fast launch in " + image.getKey(), () -> {
                await(image.getKey(), image.getValue());
                return null;
            });
        }
    }

    private void ask(String region, String image, FastLaunchOptions.InRegion here) throws ComponentException {
        context.ui().say("Enabling fast boot for AMI " + image + " in region " + region);
        Ec2 ec2 = connection.aws().ec2(region, context.cancellation());
        EnableFastLaunchRequest.Builder request =
                EnableFastLaunchRequest.builder().imageId(image).resourceType("snapshot");
        if (options.maxParallelLaunches() > 0) {
            request.maxParallelLaunches(options.maxParallelLaunches());
        }
        if (options.targetResourceCount() > 0) {
            request.snapshotConfiguration(snapshots -> snapshots.targetResourceCount(options.targetResourceCount()));
        }
        if (here.hasTemplate()) {
            LaunchTemplate template = template(here, ec2);
            long version = here.templateVersion() == 0 ? template.latestVersionNumber() : here.templateVersion();
            request.launchTemplate(chosen ->
                    chosen.launchTemplateId(template.launchTemplateId()).version(Long.toString(version)));
        }
        context.resources()
                .produce(
                        FastLaunchReaper.resource(connection, image, region),
                        () -> ec2.eventually(
                                "Enabling fast launch of the image " + image,
                                client -> client.enableFastLaunch(request.build())));
    }

    private static LaunchTemplate template(FastLaunchOptions.InRegion here, Ec2 ec2) throws ComponentException {
        DescribeLaunchTemplatesRequest.Builder request = DescribeLaunchTemplatesRequest.builder();
        String id = here.templateId();
        String words = id == null || id.isEmpty() ? String.valueOf(here.templateName()) : id;
        DescribeLaunchTemplatesRequest.Builder named = id == null || id.isEmpty()
                ? request.launchTemplateNames(here.templateName())
                : request.launchTemplateIds(id);
        List<LaunchTemplate> found = ec2.call(
                        "Looking for the launch template " + words,
                        client -> client.describeLaunchTemplates(named.build()))
                .launchTemplates();
        if (found.size() != 1) {
            throw new ComponentException("There are " + found.size() + " launch templates " + words + " in "
                    + ec2.region() + ", and fast launch needs one.");
        }
        LaunchTemplate template = found.get(0);
        if (template.latestVersionNumber() < here.templateVersion()) {
            throw new ComponentException("The launch template " + words + " in " + ec2.region() + " has versions up to "
                    + template.latestVersionNumber() + ", and template_version is " + here.templateVersion() + ".");
        }
        return template;
    }

    private void await(String region, String image) throws ComponentException {
        context.ui()
                .say("Waiting for fast launch to become ready on AMI \"" + image + "\" in region " + region + "...");
        Ec2 ec2 = connection.aws().ec2(region, context.cancellation());
        String what = "fast launch of the image " + image + " in " + region + " to be enabled";
        ec2.await(what, polling, ENABLED, context.ui()::message, () -> enabled(image, ec2));
    }

    private static @Nullable Boolean enabled(String image, Ec2 ec2) throws ComponentException {
        List<DescribeFastLaunchImagesSuccessItem> found = ec2.call(
                        "Asking for the fast launch of the image " + image,
                        client -> client.describeFastLaunchImages(request -> request.imageIds(image)))
                .fastLaunchImages();
        if (found.isEmpty() || found.get(0).state() == FastLaunchStateCode.ENABLING) {
            return null;
        }
        DescribeFastLaunchImagesSuccessItem state = found.get(0);
        if (state.state() != FastLaunchStateCode.ENABLED) {
            throw new ComponentException("Fast launch of the image " + image + " in " + ec2.region() + " is "
                    + state.stateAsString() + " instead of enabled: " + state.stateTransitionReason()
                    + ". The image must be one of Windows that sysprep has prepared.");
        }
        return Boolean.TRUE;
    }
}
