package io.jenkins.plugins.packer.pipeline.result;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pages of the platforms' own consoles that show an image. */
public final class ConsoleLinks {
    private ConsoleLinks() {}

    /**
     * The page of an image.
     *
     * @param builderType such as {@code amazon-ebs}
     * @param region where it is, or empty
     * @param image its id
     * @return an https address, or empty where the platform has no such page
     */
    public static String of(String builderType, String region, String image) {
        if (builderType.startsWith("amazon-") && image.startsWith("ami-")) {
            String domain = region.startsWith("cn-")
                    ? "console.amazonaws.cn"
                    : region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
            return "https://" + domain + "/ec2/home?region=" + encoded(region) + "#ImageDetails:imageId="
                    + encoded(image);
        }
        if (builderType.startsWith("azure-") && image.startsWith("/subscriptions/")) {
            return "https://portal.azure.com/#resource" + image.replace(" ", "%20");
        }
        if (builderType.equals("googlecompute") && image.matches("projects/[^/]+/global/images/.+")) {
            String[] parts = image.split("/");
            return "https://console.cloud.google.com/compute/imagesDetail/" + image + "?project=" + encoded(parts[1]);
        }
        if (builderType.equals("digitalocean")) {
            return "https://cloud.digitalocean.com/images/snapshots/droplets";
        }
        return "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
