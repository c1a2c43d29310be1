package io.jenkins.plugins.packer.pipeline.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the names and ids mean that another Packer prints: which builder a build has, and which images an artifact is. The engine's
 * report says so; there, it has to be told from the texts.
 */
final class OtherPackersNames {
    /** {@code eu-west-1:ami-1,us-east-1:ami-2} */
    private static final String OF_EC2 = "[\\w-]+:(ami|snap|vol)-\\w+(,[\\w-]+:(ami|snap|vol)-\\w+)*";
    /** {@code nyc3,ams3:12345}: an image of DigitalOcean and where it is. */
    private static final String OF_DIGITALOCEAN = "[a-z]+\\d+(,[a-z]+\\d+)*:\\d+";

    /** Builders by what they call themselves in artifacts; for legacy templates, whose builds can have any name. */
    private static final Map<String, String> BUILDERS = Map.ofEntries(
            Map.entry("mitchellh.amazonebs", "amazon-ebs"),
            Map.entry("mitchellh.amazon.ebssurrogate", "amazon-ebssurrogate"),
            Map.entry("mitchellh.amazon.chroot", "amazon-chroot"),
            Map.entry("mitchellh.amazon.ebsvolume", "amazon-ebsvolume"),
            Map.entry("mitchellh.amazon.instance", "amazon-instance"),
            Map.entry("Azure.ResourceManagement.VMImage", "azure-arm"),
            Map.entry("packer.googlecompute", "googlecompute"),
            Map.entry("pearkes.digitalocean", "digitalocean"),
            Map.entry("packer.docker", "docker"),
            Map.entry("packer.file", "file"),
            Map.entry("transcend.qemu", "qemu"),
            Map.entry("fnoeding.null", "null"));

    private OtherPackersNames() {}

    /**
     * The type of a build's builder.
     *
     * @param build name of the build: {@code TYPE.NAME}, or {@code BUILD.TYPE.NAME} where the build block has a name
     * @param template path of the template; one in the old JSON names its builds as it likes
     * @param builderId what made the first artifact; empty where there is none
     */
    static String builderType(String build, String template, String builderId) {
        boolean legacy = template.endsWith(".json") && !template.endsWith(".pkr.json");
        String[] parts = build.split("\\.");
        if (!legacy && parts.length > 1) {
            return parts[parts.length - 2];
        }
        return BUILDERS.getOrDefault(builderId, build);
    }

    /**
     * The images of an artifact: id by region, or by the empty text where the platform has none.
     *
     * @param builderId what made it
     * @param id its id
     * @param files its files; an artifact of files is no image
     */
    static Map<String, String> images(String builderId, String id, List<FileResult> files) {
        Map<String, String> images = new LinkedHashMap<>();
        if (id.matches(OF_EC2)) {
            for (String image : id.split(",")) {
                int colon = image.indexOf(':');
                images.put(image.substring(0, colon), image.substring(colon + 1));
            }
        } else if (id.matches(OF_DIGITALOCEAN)) {
            int colon = id.indexOf(':');
            for (String region : id.substring(0, colon).split(",")) {
                images.put(region, id.substring(colon + 1));
            }
        } else if (files.isEmpty() && !id.isEmpty() && !isNone(builderId, id)) {
            images.put("", id);
        }
        return images;
    }

    /** Builders that make no image say so in place of an id. */
    private static boolean isNone(String builderId, String id) {
        return builderId.equals("fnoeding.null") || id.equals("Null") || id.equals("File");
    }
}
