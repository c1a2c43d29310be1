package io.jenkins.plugins.packer.cli.amazon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The images of an account as moto has them, without ids and times, so that what two programs made can be compared. */
final class MotoState {
    /** Tags of ours that Packer does not set. */
    private static final String OWN_TAGS = "io.jenkins.packer.";

    private MotoState() {}

    /** Images with their snapshots in a region, each as a line for each fact. */
    static List<String> images(String region) throws IOException {
        TreeSet<String> facts = new TreeSet<>();
        for (Element image : items(Moto.ask(region, "DescribeImages", "Owner.1", "self"), "imagesSet")) {
            String id = text(image, "imageId");
            String name = region + " image " + text(image, "name") + ": ";
            facts.add(name + "public " + text(image, "isPublic"));
            facts.add(name + "architecture " + text(image, "architecture"));
            facts.add(name + "virtualization " + text(image, "virtualizationType"));
            facts.add(name + "tags " + tags(image));
            facts.add(name + "permissions " + permissions(region, id));
            for (Element device : children(image, "blockDeviceMapping")) {
                String snapshot = deep(device, "snapshotId");
                String of = name + "device " + text(device, "deviceName") + " ";
                facts.add(of + "size " + deep(device, "volumeSize") + " deleted with the instance "
                        + deep(device, "deleteOnTermination"));
                for (Element found :
                        items(Moto.ask(region, "DescribeSnapshots", "SnapshotId.1", snapshot), "snapshotSet")) {
                    facts.add(of + "snapshot tags " + tags(found));
                }
            }
        }
        return List.copyOf(facts);
    }

    private static String permissions(String region, String image) throws IOException {
        TreeSet<String> who = new TreeSet<>();
        String answer = Moto.ask(region, "DescribeImageAttribute", "ImageId", image, "Attribute", "launchPermission");
        for (Element permission : items(answer, "launchPermission")) {
            who.add(text(permission, "userId") + text(permission, "group"));
        }
        return who.toString();
    }

    private static String tags(Element of) {
        TreeSet<String> tags = new TreeSet<>();
        for (Element tag : children(of, "tagSet")) {
            if (!text(tag, "key").startsWith(OWN_TAGS)) {
                tags.add(text(tag, "key") + "=" + text(tag, "value"));
            }
        }
        return tags.toString();
    }

    private static List<Element> items(String xml, String set) throws IOException {
        try {
            return children(
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                            .getDocumentElement(),
                    set);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(xml, e);
        }
    }

    /** The items of a set that is a direct child. */
    private static List<Element> children(Element of, String set) {
        List<Element> items = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(set)) {
                for (Node item = child.getFirstChild(); item != null; item = item.getNextSibling()) {
                    if (item instanceof Element element) {
                        items.add(element);
                    }
                }
            }
        }
        return items;
    }

    private static String text(Element of, String name) {
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }

    private static String deep(Element of, String name) {
        var found = of.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
