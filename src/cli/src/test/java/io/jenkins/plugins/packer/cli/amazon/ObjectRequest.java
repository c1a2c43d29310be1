package io.jenkins.plugins.packer.cli.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A request of S3 as members of its operation's input, which are spread over path, query, headers and body
 * (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html).
 *
 * @param shapes of the service
 * @param input the operation's
 */
record ObjectRequest(JsonNode shapes, JsonNode operation, JsonNode input, AwsProxy.Seen seen) {
    /** Of signatures, and of every request. */
    private static final Set<String> COMMON = Set.of("x-amz-date", "x-amz-content-sha256", "x-amz-security-token");

    /**
     * The members with their values, such as {@code MultipartUpload.Parts.1.PartNumber}.
     *
     * @param mistakes gets what is no member
     */
    Map<String, String> members(List<String> mistakes) {
        Map<String, String> query = query(seen.path());
        query(operation.path("http").path("requestUri").asText()).keySet().forEach(query::remove);
        Map<String, String> headers = new LinkedHashMap<>(seen.headers());
        headers.keySet().removeIf(name -> !name.startsWith("x-amz-") || COMMON.contains(name));
        Map<String, String> members = new LinkedHashMap<>();
        input.path("members").fields().forEachRemaining(member -> {
            String place = member.getValue().path("locationName").asText();
            String found = switch (member.getValue().path("location").asText()) {
                case "uri" -> inPath(place);
                case "querystring" -> query.remove(place);
                case "header" -> headers.remove(place.toLowerCase(java.util.Locale.ROOT));
                default -> null;
            };
            if (found != null) {
                members.put(member.getKey(), found);
            }
        });
        query.keySet().forEach(name -> mistakes.add(seen.action() + " has no parameter " + name));
        headers.keySet().forEach(name -> mistakes.add(seen.action() + " has no header " + name));
        body(members, mistakes);
        return members;
    }

    private String inPath(String name) {
        String path = seen.path().split("\\?", 2)[0];
        int slash = path.indexOf('/', 1);
        if (name.equals("Bucket")) {
            return slash < 0 ? path.substring(1) : path.substring(1, slash);
        }
        return slash < 0 ? null : path.substring(slash + 1);
    }

    private static Map<String, String> query(String path) {
        String[] target = path.split("\\?", 2);
        Map<String, String> query = new LinkedHashMap<>();
        if (target.length > 1) {
            for (String parameter : target[1].split("&")) {
                query.put(parameter.replaceFirst("=.*", ""), parameter.replaceFirst("^[^=]*=?", ""));
            }
        }
        return query;
    }

    private void body(Map<String, String> members, List<String> mistakes) {
        String payload = input.path("payload").asText();
        JsonNode member = input.path("members").path(payload);
        String shape = member.path("shape").asText();
        if (!shapes.path(shape).path("type").asText().equals("structure") || seen.body().length == 0) {
            if (payload.isEmpty() && seen.body().length > 0) {
                mistakes.add(seen.action() + " has no body");
            }
            return;
        }
        try {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(seen.text().getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            if (!root.getTagName().equals(member.path("locationName").asText())) {
                mistakes.add(seen.action() + " has the body " + root.getTagName());
            }
            structure(payload, root, shape, members);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            mistakes.add(seen.action() + " is not XML: " + e.getMessage());
        }
    }

    private void structure(String place, Element element, String shape, Map<String, String> members) {
        for (Element child : children(element)) {
            Map.Entry<String, JsonNode> member = member(child.getTagName(), shape);
            JsonNode type = shapes.path(member.getValue().path("shape").asText());
            String below = place + "." + member.getKey();
            if (type.path("flattened").asBoolean()) {
                int number = 1;
                while (members.containsKey(below + "." + number) || isBegun(below + "." + number, members)) {
                    number++;
                }
                structure(
                        below + "." + number,
                        child,
                        type.path("member").path("shape").asText(),
                        members);
            } else {
                members.put(below, child.getTextContent());
            }
        }
    }

    private static boolean isBegun(String place, Map<String, String> members) {
        return members.keySet().stream().anyMatch(name -> name.startsWith(place + "."));
    }

    /** The member that an element stands for; one of the element's own name where there is none, which is told of later. */
    private Map.Entry<String, JsonNode> member(String tag, String shape) {
        JsonNode members = shapes.path(shape).path("members");
        List<Map.Entry<String, JsonNode>> found = new ArrayList<>();
        members.fields().forEachRemaining(member -> {
            if (member.getValue().path("locationName").asText(member.getKey()).equals(tag)) {
                found.add(member);
            }
        });
        return found.isEmpty() ? Map.entry(tag, members.path(tag)) : found.get(0);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
