package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * EC2 Fast Launch of a Windows image, which sysprep has prepared
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/win-fast-launch-configure.html).
 */
public record FastLaunchOptions(
        @Option(doc = "Enables fast launch; any other option of the block does so as well.", defaultValue = "false")
        boolean enableFastLaunch,

        @Nullable @Option(doc = "Id of the launch template in the build's region.")
        String templateId,

        @Nullable @Option(doc = "Name of the launch template in the build's region.")
        String templateName,

        @Option(doc = "Version of the launch template; 0 for the latest.", defaultValue = "0")
        int templateVersion,

        @Option(doc = "What is different in one region.") List<InRegion> regionLaunchTemplates,

        @Option(
                doc = "How many instances EC2 launches at once to prepare snapshots, 6 or more; 0 for EC2's default.",
                defaultValue = "0")
        int maxParallelLaunches,

        @Option(doc = "How many snapshots EC2 keeps prepared; 0 for EC2's default.", defaultValue = "0")
        int targetResourceCount) {

    private static final String OPTION = "fast_launch";
    private static final int FEWEST_LAUNCHES = 6;

    /** Fast launch in one region. */
    public record InRegion(
            @Nullable @Option(doc = "Whether fast launch is enabled there; by default it is.")
            Boolean enableFastLaunch,

            @Nullable @Option(doc = "The region, one that the image is in.")
            String region,

            @Nullable @Option(doc = "Id of the launch template there.")
            String templateId,

            @Nullable @Option(doc = "Name of the launch template there.")
            String templateName,

            @Option(doc = "Version of the launch template; 0 for the latest.", defaultValue = "0")
            int templateVersion) {

        /** Whether fast launch is enabled there. */
        public boolean wanted() {
            return !Boolean.FALSE.equals(enableFastLaunch);
        }

        /** Whether a launch template is named. */
        public boolean hasTemplate() {
            return isGiven(templateId) || isGiven(templateName);
        }

        private void check(ConfigurationCheck check) {
            String where = region == null ? "the build's region" : region;
            if (isGiven(templateId) && isGiven(templateName)) {
                check.error(
                        OPTION,
                        "Launch template given twice",
                        "For " + where + " both template_id and template_name are set: set one of them.");
            }
            if (templateVersion < 0) {
                check.error(OPTION, "Invalid version", "template_version is 1 or more, or 0 for the latest.");
            }
            if (templateVersion > 0 && !hasTemplate()) {
                check.error(
                        OPTION,
                        "Version without a launch template",
                        "For " + where + " template_version is set: set template_id or template_name as well.");
            }
        }
    }

    /** Whether fast launch is asked for. */
    public boolean wanted() {
        return enableFastLaunch
                || maxParallelLaunches != 0
                || targetResourceCount != 0
                || templateVersion != 0
                || own().hasTemplate()
                || !regionLaunchTemplates.isEmpty();
    }

    /**
     * What holds in a region.
     *
     * @param buildRegion the region of the build, for which the block itself speaks
     */
    public InRegion in(String region, String buildRegion) {
        for (InRegion different : regionLaunchTemplates) {
            if (region.equals(different.region())) {
                return different;
            }
        }
        return region.equals(buildRegion) ? own() : new InRegion(null, region, null, null, 0);
    }

    private InRegion own() {
        return new InRegion(null, null, templateId, templateName, templateVersion);
    }

    /**
     * Reports what cannot work.
     *
     * @param buildRegion the region of the build, or null where the template does not name it
     * @param copies the regions that the image is copied to
     */
    public void check(@Nullable String buildRegion, List<String> copies, ConfigurationCheck check) {
        if (maxParallelLaunches != 0 && maxParallelLaunches < FEWEST_LAUNCHES) {
            check.error(OPTION, "Too few launches", "max_parallel_launches is " + FEWEST_LAUNCHES + " or more.");
        }
        if (targetResourceCount < 0) {
            check.error(OPTION, "Invalid count", "target_resource_count is 1 or more.");
        }
        own().check(check);
        Set<String> seen = new HashSet<>();
        if (own().hasTemplate() && isGiven(buildRegion)) {
            seen.add(buildRegion);
        }
        for (InRegion different : regionLaunchTemplates) {
            String region = different.region();
            if (!isGiven(region)) {
                check.error(OPTION, "Missing region", "Every region_launch_templates needs a region.");
                continue;
            }
            if (!seen.add(region)) {
                check.error(OPTION, "Region given twice", "fast_launch says twice what holds in " + region + ".");
            }
            if (isGiven(buildRegion) && !region.equals(buildRegion) && !copies.contains(region)) {
                check.error(
                        OPTION,
                        "Region without the image",
                        "region_launch_templates names " + region + ", and the image is not copied there: add it to"
                                + " ami_regions.");
            }
            if (different.wanted()) {
                different.check(check);
            }
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
