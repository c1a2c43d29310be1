package io.jenkins.plugins.packer.cli.amazon;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What EC2 does and moto 5.1.1 does not: tags of snapshots and of copies when an image is made, deprecation and protection
 * of images, the answer to a name that is taken, block devices of images that are registered, and fast launch.
 *
 * @param moto asks moto
 * @param registered what images were registered with, by their ids
 * @param fastLaunch how often somebody asked for the fast launch of an image, by its id
 * @param protectedImages the ids of those that cannot be deregistered
 */
record MotoGaps(
        Sender moto,
        Map<String, Map<String, String>> registered,
        Map<String, Integer> fastLaunch,
        Set<String> protectedImages) {
    private static final Pattern TAG_SPECIFICATION = Pattern.compile("TagSpecification\\.(\\d+)\\.(.*)");

    /** Asks moto. */
    interface Sender {
        Ec2Proxy.Answer send(String query) throws IOException;
    }

    Ec2Proxy.Answer answer(Map<String, String> parameters) throws IOException {
        String action = String.valueOf(parameters.get("Action"));
        return switch (action) {
            case "CreateImage", "CopyImage", "RegisterImage" -> image(parameters);
            case "DescribeImages" -> withProtection(withDevices(moto.send(query(parameters))));
            case "DeregisterImage" -> deregister(parameters);
            case "DeleteSnapshot" -> deleteSnapshot(parameters);
            case "EnableFastLaunch", "DescribeFastLaunchImages", "DisableFastLaunch" -> fastLaunch(parameters);
            case "EnableImageDeprecation" -> done(action);
            case "EnableImageDeregistrationProtection" -> {
                protectedImages.add(parameters.get("ImageId"));
                yield done(action);
            }
            case "DisableImageDeregistrationProtection" -> {
                protectedImages.remove(parameters.get("ImageId"));
                yield done(action);
            }
            default -> moto.send(query(parameters));
        };
    }

    private static Ec2Proxy.Answer done(String action) {
        return new Ec2Proxy.Answer(200, "<" + action + "Response><return>true</return></" + action + "Response>");
    }

    private Ec2Proxy.Answer withProtection(Ec2Proxy.Answer answer) {
        String body = answer.body();
        for (String image : protectedImages) {
            String id = "<imageId>" + image + "</imageId>";
            body = body.replace(
                    id, id + "<deregistrationProtection>enabled-without-cooldown</deregistrationProtection>");
        }
        return new Ec2Proxy.Answer(answer.status(), body);
    }

    private Ec2Proxy.Answer image(Map<String, String> parameters) throws IOException {
        String name = parameters.get("Name");
        Map<String, String> taken =
                request("DescribeImages", "Owner.1", "self", "Filter.1.Name", "name", "Filter.1.Value.1", name);
        if (moto.send(query(taken)).body().contains("<imageId>")) {
            return Ec2Proxy.Answer.error(
                    400, "InvalidAMIName.Duplicate", "AMI name " + name + " is already in use by AMI");
        }
        Map<String, String> plain = new LinkedHashMap<>(parameters);
        plain.keySet().removeIf(key -> TAG_SPECIFICATION.matcher(key).matches());
        Ec2Proxy.Answer answer = moto.send(query(plain));
        if (answer.status() == 200) {
            String image = element(answer.body(), "imageId");
            if ("RegisterImage".equals(parameters.get("Action"))) {
                registered.put(image, parameters);
            }
            tag(image, tags(parameters, "image"));
            Map<String, String> tags = tags(parameters, "snapshot");
            for (String snapshot : snapshots(image)) {
                tag(snapshot, tags);
            }
        }
        return answer;
    }

    /** Puts the devices in that the images were registered with, where moto shows a snapshot that it made up. */
    private Ec2Proxy.Answer withDevices(Ec2Proxy.Answer answer) {
        String body = answer.body();
        for (Map.Entry<String, Map<String, String>> image : registered.entrySet()) {
            Matcher item = Pattern.compile(
                            "(<imageId>" + image.getKey()
                                    + "</imageId>.*?<blockDeviceMapping>).*?(</blockDeviceMapping>)",
                            Pattern.DOTALL)
                    .matcher(body);
            body = item.replaceFirst("$1" + devices(image.getValue()) + "$2");
        }
        return new Ec2Proxy.Answer(answer.status(), body);
    }

    private static String devices(Map<String, String> request) {
        StringBuilder items = new StringBuilder();
        for (int i = 1; request.containsKey("BlockDeviceMapping." + i + ".DeviceName"); i++) {
            String prefix = "BlockDeviceMapping." + i + ".";
            items.append("<item><deviceName>")
                    .append(request.get(prefix + "DeviceName"))
                    .append("</deviceName>");
            String snapshot = request.get(prefix + "Ebs.SnapshotId");
            if (snapshot != null) {
                items.append("<ebs><snapshotId>").append(snapshot).append("</snapshotId></ebs>");
            }
            items.append("</item>");
        }
        return items.toString();
    }

    /** The snapshot that moto made up goes with the image. */
    private Ec2Proxy.Answer deregister(Map<String, String> parameters) throws IOException {
        String image = parameters.get("ImageId");
        if (protectedImages.contains(image)) {
            return Ec2Proxy.Answer.error(400, "OperationNotPermitted", "The image " + image + " is protected");
        }
        List<String> madeUp = registered.containsKey(image) ? snapshots(image) : List.of();
        Ec2Proxy.Answer answer = moto.send(query(parameters));
        if (registered.remove(image) != null) {
            for (String snapshot : madeUp) {
                moto.send(query(request("DeleteSnapshot", "SnapshotId", snapshot)));
            }
        }
        return answer;
    }

    private Ec2Proxy.Answer deleteSnapshot(Map<String, String> parameters) throws IOException {
        String snapshot = parameters.get("SnapshotId");
        for (Map.Entry<String, Map<String, String>> image : registered.entrySet()) {
            if (image.getValue().containsValue(snapshot)) {
                return Ec2Proxy.Answer.error(
                        400,
                        "InvalidSnapshot.InUse",
                        "The snapshot " + snapshot + " is currently in use by " + image.getKey());
            }
        }
        return moto.send(query(parameters));
    }

    /** It is enabled when it has been asked for twice. */
    private Ec2Proxy.Answer fastLaunch(Map<String, String> parameters) {
        String action = parameters.get("Action");
        String image = parameters.getOrDefault("ImageId", parameters.get("ImageId.1"));
        String items = "";
        switch (action) {
            case "EnableFastLaunch" -> fastLaunch.put(image, 0);
            case "DisableFastLaunch" -> fastLaunch.remove(image);
            default -> {
                Integer asked = fastLaunch.computeIfPresent(image, (id, times) -> times + 1);
                if (asked != null) {
                    items = "<item><imageId>" + image + "</imageId><state>" + (asked > 1 ? "enabled" : "enabling")
                            + "</state></item>";
                }
            }
        }
        return new Ec2Proxy.Answer(
                200,
                "<" + action + "Response><fastLaunchImageSet>" + items + "</fastLaunchImageSet></" + action
                        + "Response>");
    }

    private List<String> snapshots(String image) throws IOException {
        String body =
                moto.send(query(request("DescribeImages", "ImageId.1", image))).body();
        List<String> snapshots = new ArrayList<>();
        Matcher matcher = Pattern.compile("<snapshotId>(.*?)</snapshotId>").matcher(body);
        while (matcher.find()) {
            snapshots.add(matcher.group(1));
        }
        return snapshots;
    }

    private void tag(String resource, Map<String, String> tags) throws IOException {
        if (tags.isEmpty()) {
            return;
        }
        Map<String, String> request = request("CreateTags", "ResourceId.1", resource);
        int number = 1;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            request.put("Tag." + number + ".Key", tag.getKey());
            request.put("Tag." + number + ".Value", tag.getValue());
            number++;
        }
        moto.send(query(request));
    }

    private static Map<String, String> tags(Map<String, String> parameters, String type) {
        Map<String, String> tags = new LinkedHashMap<>();
        TreeSet<String> numbers = new TreeSet<>();
        parameters.forEach((name, value) -> {
            Matcher matcher = TAG_SPECIFICATION.matcher(name);
            if (matcher.matches() && matcher.group(2).equals("ResourceType") && value.equals(type)) {
                numbers.add(matcher.group(1));
            }
        });
        for (String number : numbers) {
            String prefix = "TagSpecification." + number + ".Tag.";
            for (int i = 1; parameters.containsKey(prefix + i + ".Key"); i++) {
                tags.put(parameters.get(prefix + i + ".Key"), parameters.get(prefix + i + ".Value"));
            }
        }
        return tags;
    }

    private static Map<String, String> request(String action, String... namesAndValues) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("Action", action);
        request.put("Version", "2016-11-15");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }
}
