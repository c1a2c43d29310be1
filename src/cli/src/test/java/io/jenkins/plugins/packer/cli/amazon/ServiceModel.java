package io.jenkins.plugins.packer.cli.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service as AWS publishes it (botocore's {@code service-2.json}, Apache License 2.0, in Debian's python3-botocore): tells
 * what is wrong with a request of the query protocols of EC2 and others, of the JSON protocol, or of S3.
 */
final class ServiceModel {
    private final JsonNode model;

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    static ServiceModel read(Path file) throws IOException {
        return new ServiceModel(new ObjectMapper().readTree(file.toFile()));
    }

    /** A parameter and what is below it. */
    private static final class Tree {
        private final Map<String, Tree> members = new TreeMap<>();
        private String value = "";
        private boolean leaf;

        static Tree of(Map<String, String> parameters) {
            Tree root = new Tree();
            parameters.forEach((name, value) -> {
                Tree at = root;
                for (String part : name.split("\\.")) {
                    at = at.members.computeIfAbsent(part, unused -> new Tree());
                }
                at.value = value;
                at.leaf = true;
            });
            return root;
        }

        static Tree of(JsonNode json) {
            Tree tree = new Tree();
            if (json.isObject()) {
                json.fields().forEachRemaining(member -> tree.members.put(member.getKey(), of(member.getValue())));
            } else if (json.isArray()) {
                for (int i = 0; i < json.size(); i++) {
                    tree.members.put(Integer.toString(i + 1), of(json.get(i)));
                }
            } else {
                tree.value = json.asText();
                tree.leaf = true;
            }
            return tree;
        }
    }

    private List<String> jsonMistakes(String action, String body) {
        JsonNode operation = model.path("operations").path(action);
        if (operation.isMissingNode()) {
            return List.of("there is no operation " + action);
        }
        List<String> mistakes = new ArrayList<>();
        try {
            Tree tree = Tree.of(new ObjectMapper().readTree(body));
            check(action, tree, operation.path("input").path("shape").asText(), mistakes);
        } catch (IOException e) {
            mistakes.add(action + " is not JSON: " + e.getMessage());
        }
        return mistakes;
    }

    /** What is wrong with a request that was seen; empty where nothing is. */
    List<String> mistakes(AwsProxy.Seen seen) {
        return switch (protocol()) {
            case "json" -> jsonMistakes(seen.action(), seen.text());
            case "rest-xml" -> objectMistakes(seen);
            default -> mistakes(Ec2Proxy.parameters(seen.text()));
        };
    }

    private String protocol() {
        return model.path("metadata").path("protocol").asText();
    }

    private List<String> objectMistakes(AwsProxy.Seen seen) {
        JsonNode operation = model.path("operations").path(seen.action());
        if (operation.isMissingNode()) {
            return List.of("there is no operation " + seen.action());
        }
        List<String> mistakes = new ArrayList<>();
        String shape = operation.path("input").path("shape").asText();
        JsonNode shapes = model.path("shapes");
        Map<String, String> members = new ObjectRequest(shapes, operation, shapes.path(shape), seen).members(mistakes);
        check(seen.action(), Tree.of(members), shape, mistakes);
        return mistakes;
    }

    /** What is wrong with a request of a query protocol; empty where nothing is. */
    List<String> mistakes(Map<String, String> parameters) {
        Map<String, String> input = new LinkedHashMap<>(parameters);
        String action = String.valueOf(input.remove("Action"));
        input.remove("Version");
        JsonNode operation = model.path("operations").path(action);
        if (operation.isMissingNode()) {
            return List.of("there is no operation " + action);
        }
        List<String> mistakes = new ArrayList<>();
        check(action, Tree.of(input), operation.path("input").path("shape").asText(), mistakes);
        return mistakes;
    }

    private void check(String place, Tree tree, String shapeName, List<String> mistakes) {
        JsonNode shape = model.path("shapes").path(shapeName);
        switch (shape.path("type").asText()) {
            case "structure" -> checkStructure(place, tree, shape, mistakes);
            case "list" -> checkList(place, tree, shape, mistakes);
            default -> checkValue(place, tree, shape, mistakes);
        }
    }

    private void checkStructure(String place, Tree tree, JsonNode shape, List<String> mistakes) {
        Map<String, String> shapes = new LinkedHashMap<>();
        Map<String, String> written = new LinkedHashMap<>();
        shape.path("members").fields().forEachRemaining(member -> {
            String name = nameOf(member.getKey(), member.getValue());
            shapes.put(name, member.getValue().path("shape").asText());
            written.put(member.getKey(), name);
        });
        tree.members.forEach((name, below) -> {
            if (shapes.containsKey(name)) {
                check(place + "." + name, below, shapes.get(name), mistakes);
            } else {
                mistakes.add(place + " has no member " + name);
            }
        });
        for (JsonNode required : shape.path("required")) {
            String name = written.get(required.asText());
            if (!tree.members.containsKey(name)) {
                mistakes.add(place + " lacks the required member " + name);
            }
        }
    }

    private void checkList(String place, Tree tree, JsonNode shape, List<String> mistakes) {
        String member = shape.path("member").path("shape").asText();
        if (protocol().equals("query") && !shape.path("flattened").asBoolean()) {
            Tree elements = tree.members.get("member");
            if (elements == null || tree.members.size() != 1) {
                mistakes.add(place + " is a list, whose elements are called member");
                return;
            }
            checkElements(place, elements, member, mistakes);
        } else {
            checkElements(place, tree, member, mistakes);
        }
    }

    private void checkElements(String place, Tree tree, String member, List<String> mistakes) {
        int expected = 1;
        for (int i = 1; i <= tree.members.size(); i++) {
            Tree below = tree.members.get(Integer.toString(i));
            if (below == null) {
                mistakes.add(place + " is a list without element " + expected);
                return;
            }
            check(place + "." + i, below, member, mistakes);
            expected++;
        }
    }

    private static void checkValue(String place, Tree tree, JsonNode shape, List<String> mistakes) {
        if (!tree.leaf || !tree.members.isEmpty()) {
            mistakes.add(place + " is a " + shape.path("type").asText() + " and got members");
            return;
        }
        boolean fits = switch (shape.path("type").asText()) {
            case "boolean" -> tree.value.equals("true") || tree.value.equals("false");
            case "integer", "long" -> tree.value.matches("-?\\d+");
            default -> true;
        };
        if (!fits) {
            mistakes.add(place + " is a " + shape.path("type").asText() + " and got " + tree.value);
        }
        JsonNode allowed = shape.path("enum");
        if (allowed.isArray() && !contains(allowed, tree.value)) {
            mistakes.add(place + " cannot be " + tree.value);
        }
    }

    private static boolean contains(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The name of a member in a request. */
    private String nameOf(String member, JsonNode definition) {
        if (!protocol().equals("ec2")) {
            // Where S3 has a member in a request is settled by then.
            return protocol().equals("rest-xml")
                    ? member
                    : definition.path("locationName").asText(member);
        }
        if (definition.has("queryName")) {
            return definition.path("queryName").asText();
        }
        String location = definition.path("locationName").asText(member);
        return Character.toUpperCase(location.charAt(0)) + location.substring(1);
    }
}
