package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate.Named;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a legacy JSON template. What is accepted is what Packer's {@code template.Parse} accepts; every mistake is
 * reported, at its place.
 *
 * @see <a href="https://github.com/hashicorp/packer-plugin-sdk/blob/main/template/parse.go">parse.go</a>
 */
public final class LegacyReader {
    private static final List<String> ROOT = List.of(
            "min_packer_version",
            "description",
            "builders",
            "provisioners",
            "error-cleanup-provisioner",
            "post-processors",
            "variables",
            "sensitive-variables",
            "push");

    private final SourceFile file;
    private final Diagnostics diagnostics;
    private final LegacyValues values;
    private final LegacySteps steps;
    private final Map<String, JsonNode> root = new HashMap<>();

    private LegacyReader(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
        this.values = new LegacyValues(diagnostics);
        this.steps = new LegacySteps(diagnostics);
    }

    /** The template; empty where the file is not sound JSON with an object in it, or has a mistake of another kind. */
    public static Optional<LegacyTemplate> read(SourceFile file, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        LegacyTemplate template = new LegacyReader(file, found).template();
        diagnostics.addAll(found.asList());
        return found.hasErrors() ? Optional.empty() : Optional.ofNullable(template);
    }

    private @Nullable LegacyTemplate template() {
        JsonNode node = JsonParser.parse(file, diagnostics);
        if (diagnostics.hasErrors()) {
            return null;
        }
        if (!(node instanceof JsonNode.ObjectNode object)) {
            diagnostics.error(
                    "Root value must be object",
                    "A legacy JSON template is an object with \"builders\" and the like in it.",
                    node.startRange());
            return null;
        }
        rejectDuplicates(object);
        LegacyNumbers.check(object, diagnostics);
        readRoot(object);
        Named version = root.containsKey("min_packer_version")
                ? values.string(root.get("min_packer_version"), "min_packer_version")
                : null;
        Named description =
                root.containsKey("description") ? values.string(root.get("description"), "description") : null;
        JsonNode cleanup = root.get("error-cleanup-provisioner");
        return new LegacyTemplate(
                file,
                description == null ? "" : description.text(),
                version == null || version.text().isEmpty() ? null : version,
                variables(),
                sensitive(),
                builders(),
                provisioners(),
                cleanup == null || cleanup instanceof JsonNode.NullNode
                        ? null
                        : steps.provisioner(cleanup, "error-cleanup-provisioner"),
                postProcessors(),
                object.startRange());
    }

    /** Of two values for one name Packer would take the second and says nothing of the first: it refuses them. */
    private void rejectDuplicates(JsonNode node) {
        if (node instanceof JsonNode.ArrayNode array) {
            array.elements().forEach(this::rejectDuplicates);
        }
        if (!(node instanceof JsonNode.ObjectNode object)) {
            return;
        }
        Map<String, SourceRange> seen = new HashMap<>();
        for (JsonNode.Property property : object.properties()) {
            SourceRange first =
                    seen.putIfAbsent(property.name().value(), property.name().range());
            if (first != null) {
                diagnostics.error(
                        "Duplicate field",
                        "The template has the field \"" + property.name().value() + "\" twice here; the first is at "
                                + first + ".",
                        property.name().range());
            }
            rejectDuplicates(property.value());
        }
    }

    private void readRoot(JsonNode.ObjectNode object) {
        for (JsonNode.Property property : object.properties()) {
            String name = property.name().value();
            if (ROOT.contains(name)) {
                root.putIfAbsent(name, property.value());
            } else if (name.startsWith("_")) {
                values.string(property.value(), name);
            } else if (name.equals("comments")) {
                values.array(property.value(), name);
            } else {
                diagnostics.error(
                        "Unknown root level key in template",
                        "A template has no \"" + name + "\"."
                                + SimilarName.to(name, ROOT)
                                        .map(similar -> " Did you mean \"" + similar + "\"?")
                                        .orElse(" A comment has a name that begins with an underscore."),
                        property.name().range());
            }
            if (name.equals("push") && values.object(property.value(), name) != null) {
                diagnostics.warning(
                        "The push section does nothing",
                        "It was for Atlas, which is no more; Packer ignores it, too. Take it out.",
                        property.name().range());
            }
        }
    }

    private List<JsonNode> list(String name) {
        JsonNode node = root.get(name);
        return node == null ? List.of() : values.array(node, name);
    }

    private Map<String, LegacyTemplate.Variable> variables() {
        Map<String, LegacyTemplate.Variable> variables = new LinkedHashMap<>();
        JsonNode node = root.get("variables");
        JsonNode.ObjectNode object = node == null ? null : values.object(node, "variables");
        if (object == null) {
            return variables;
        }
        for (JsonNode.Property property : object.properties()) {
            String name = property.name().value();
            Named text = values.string(property.value(), "variables." + name);
            if (text != null || property.value() instanceof JsonNode.NullNode) {
                variables.put(
                        name,
                        new LegacyTemplate.Variable(
                                name,
                                text == null ? null : text.text(),
                                property.value().range()));
            }
        }
        return variables;
    }

    private Set<String> sensitive() {
        Set<String> names = new LinkedHashSet<>();
        JsonNode node = root.get("sensitive-variables");
        if (node != null) {
            values.strings(node, "sensitive-variables").forEach(name -> names.add(name.text()));
        }
        return names;
    }

    private List<LegacyTemplate.Builder> builders() {
        List<LegacyTemplate.Builder> builders = new ArrayList<>();
        Map<String, SourceRange> seen = new HashMap<>();
        for (JsonNode node : list("builders")) {
            LegacyTemplate.Builder builder = steps.builder(node);
            if (builder == null) {
                continue;
            }
            String name = builder.name().text();
            SourceRange first = seen.putIfAbsent(name, builder.name().range());
            if (first == null) {
                builders.add(builder);
            } else {
                diagnostics.error(
                        "Duplicate builder",
                        "A builder with the name \"" + name + "\" already exists at " + first
                                + ". Give this one another \"name\"; without one it is the builder's type.",
                        builder.name().range());
            }
        }
        return builders;
    }

    private List<LegacyTemplate.Provisioner> provisioners() {
        List<LegacyTemplate.Provisioner> provisioners = new ArrayList<>();
        for (JsonNode node : list("provisioners")) {
            LegacyTemplate.Provisioner provisioner = steps.provisioner(node, "every element of provisioners");
            if (provisioner != null) {
                provisioners.add(provisioner);
            }
        }
        return provisioners;
    }

    private List<List<LegacyTemplate.PostProcessor>> postProcessors() {
        List<List<LegacyTemplate.PostProcessor>> sequences = new ArrayList<>();
        for (JsonNode node : list("post-processors")) {
            sequences.add(steps.sequence(node));
        }
        return sequences;
    }
}
