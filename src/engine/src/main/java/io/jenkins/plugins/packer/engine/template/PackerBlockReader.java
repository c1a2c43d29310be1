package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the {@code packer} block: which versions of Packer and of its plugins a template needs. */
final class PackerBlockReader {
    private static final BodySchema PACKER =
            RootSchema.with(RootSchema.attributes(List.of("required_version")), "required_plugins");
    private static final String INVALID_CONSTRAINT = "Invalid version constraint";

    private final Diagnostics diagnostics;
    private final List<PluginRequirement> plugins = new ArrayList<>();

    PackerBlockReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All plugins that were required so far. */
    List<PluginRequirement> plugins() {
        return plugins;
    }

    /**
     * Reads a block.
     *
     * @return whether this version may read the template at all
     */
    boolean read(Block block) {
        BodyContent content = block.body().content(PACKER, diagnostics);
        Attribute version = content.attributes().get("required_version");
        boolean supported = version == null || isSupported(version);
        for (Block required : content.blocks("required_plugins")) {
            for (Attribute attribute :
                    required.body().justAttributes(diagnostics).values()) {
                readPlugin(attribute);
            }
        }
        return supported;
    }

    private boolean isSupported(Attribute attribute) {
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(attribute.expression(), EvaluationContext.EMPTY, found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            return true;
        }
        SourceRange range = attribute.expression().range();
        try {
            value = Conversion.convert(value, Type.STRING).unmarkDeep();
        } catch (ConversionException e) {
            diagnostics.error(INVALID_CONSTRAINT, "A string value is required for " + attribute.name() + ".", range);
            return true;
        }
        if (value.isNull() || !value.isKnown()) {
            return true;
        }
        VersionConstraints constraints;
        try {
            constraints = VersionConstraints.parse(value.asString());
        } catch (IllegalArgumentException e) {
            diagnostics.error(
                    INVALID_CONSTRAINT,
                    "This string does not use correct version constraint syntax. Check out the docs: "
                            + "https://packer.io/docs/templates/hcl_templates/blocks/packer#version-constraints\n"
                            + e.getMessage(),
                    range);
            return true;
        }
        if (constraints.allow(Version.parse(LanguageVersion.TEXT))) {
            return true;
        }
        diagnostics.error(
                "Unsupported Packer Core version",
                "This configuration does not support Packer version " + LanguageVersion.TEXT
                        + ", with which this engine is compatible. To proceed, either choose another supported Packer"
                        + " version or update this version constraint. Version constraints are normally set for good"
                        + " reason, so updating the constraint may lead to other errors or unexpected behavior.",
                attribute.range());
        return false;
    }

    private void readPlugin(Attribute attribute) {
        SourceRange range = attribute.expression().range();
        String name = attribute.name();
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(attribute.expression(), EvaluationContext.EMPTY, found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            return;
        }
        PluginAddress.nameProblem(name)
                .ifPresent(problem -> diagnostics.error(
                        "Invalid plugin local name",
                        problem.startsWith("Plugin names")
                                ? problem
                                : name + " is an invalid plugin local name: " + problem,
                        range));
        if (value.type() instanceof Type.Primitive) {
            String version = value.isNull() || !value.type().equals(Type.STRING) ? "version" : value.asString();
            diagnostics.error(
                    "Invalid plugin requirement",
                    "'" + name + " = \"" + version
                            + "\"' plugin requirement calls are not possible. You must define a whole block."
                            + " For example:\n" + name + " = {\n  source  = \"github.com/hashicorp/" + name
                            + "\"\n  version = \"" + version + "\"\n}",
                    attribute.range());
        } else if (value.isNull() || !value.isKnown() || !(value.type() instanceof Type.ObjectType)) {
            diagnostics.error("Invalid required_plugins syntax", "required_plugins entries must be objects.", range);
        } else {
            readRequirement(name, value.entryMap(), range);
        }
    }

    private void readRequirement(String name, Map<String, Value> entries, SourceRange range) {
        Value version = entries.get("version");
        if (version == null) {
            diagnostics.error(
                    "No version constraint was set",
                    "The version field must be specified as a string. Ex: `version = \">= 1.2.0, < 2.0.0\". See "
                            + "https://www.packer.io/docs/templates/hcl_templates/blocks/packer#version-constraints"
                            + " for docs",
                    range);
            return;
        }
        if (!isText(version)) {
            diagnostics.error(
                    INVALID_CONSTRAINT,
                    "Version must be specified as a string. See "
                            + "https://www.packer.io/docs/templates/hcl_templates/blocks/packer#version-constraint-syntax"
                            + " for docs.",
                    range);
            return;
        }
        if (!isConstraint(version.asString(), range)) {
            return;
        }
        Value source = entries.get("source");
        if (source == null) {
            diagnostics.error(
                    "No source was set",
                    "The source field must be specified as a string. Ex: `source = \"coolcloud\". See "
                            + "https://www.packer.io/docs/templates/hcl_templates/blocks/packer"
                            + "#specifying-plugin-requirements for docs",
                    range);
            return;
        }
        if (!isText(source)) {
            diagnostics.error(
                    "Invalid source",
                    "Source must be specified as a string. For example: source = \"coolcloud\"",
                    range);
            return;
        }
        PluginAddress.sourceProblem(source.asString())
                .ifPresentOrElse(
                        problem -> diagnostics.error("Failed to parse source", problem, range),
                        () -> plugins.add(new PluginRequirement(name, source.asString(), version.asString(), range)));
        for (String key : entries.keySet()) {
            if (!key.equals("version") && !key.equals("source")) {
                diagnostics.error(
                        "Invalid required_plugins object",
                        "required_plugins objects can only contain \"version\" and \"source\" attributes.",
                        range);
                return;
            }
        }
    }

    private static boolean isText(Value value) {
        return value.type().equals(Type.STRING) && !value.isNull() && value.isKnown();
    }

    private boolean isConstraint(String text, SourceRange range) {
        try {
            if (VersionConstraints.parse(text).mentionsPrerelease()) {
                diagnostics.error(INVALID_CONSTRAINT, "Unsupported prerelease for constraint \"" + text + "\"", range);
                return false;
            }
            return true;
        } catch (IllegalArgumentException e) {
            diagnostics.error(
                    INVALID_CONSTRAINT,
                    "This string does not use correct version constraint syntax. See "
                            + "https://www.packer.io/docs/templates/hcl_templates/blocks/packer#version-constraint-syntax"
                            + " for docs.\n" + e.getMessage(),
                    range);
            return false;
        }
    }
}
