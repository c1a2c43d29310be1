package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.legacy.LegacyRules;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.engine.legacy.LegacyVariables;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A legacy JSON template whose files are read; it becomes one {@code build} block with its builders as sources. */
final class ParsedLegacyTemplate implements UnevaluatedTemplate {
    private final LegacyTemplate template;
    private final TemplateRequest request;
    private final Path directory;
    private final String root;
    private final Map<String, String> given;
    private final TemplateRenderers renderers;

    ParsedLegacyTemplate(
            LegacyTemplate template,
            TemplateRequest request,
            Path directory,
            String root,
            Map<String, String> given,
            TemplateRenderers renderers) {
        this.template = template;
        this.request = request;
        this.directory = directory;
        this.root = root;
        this.given = Map.copyOf(given);
        this.renderers = renderers;
    }

    @Override
    public Set<String> writtenSecrets() {
        Set<String> written = new HashSet<>();
        for (String name : template.sensitive()) {
            LegacyTemplate.Variable declared = template.variables().get(name);
            if (declared != null && declared.defaultValue() != null) {
                written.add(declared.defaultValue());
            }
            if (given.containsKey(name)) {
                written.add(given.get(name));
            }
        }
        return written;
    }

    @Override
    public Template evaluate(DataSources sources, DataReading reading, Diagnostics diagnostics) {
        Diagnostics found = new Diagnostics();
        LegacyRules.check(template, found);
        checkVersion(found);
        Map<String, String> values =
                new LegacyVariables(known -> renderers.variables(directory, known), found).values(template, given);
        LegacyScope legacy = new LegacyScope(template, values, directory);
        // After a mistake in a variable everything that uses it would be wrong, too.
        boolean usable = !found.hasErrors();
        LegacyBuild build = new LegacyBuild(template, names(legacy, found), found);
        BuildBlock block = usable ? build.block(renderers.legacy(legacy)) : null;
        diagnostics.addAll(found.asList());
        return new Template(
                variables(values),
                List.of(),
                sources(),
                block == null ? List.of() : List.of(block),
                List.of(),
                new TemplateScope(
                        Map.of(),
                        Map.of(),
                        Value.EMPTY_OBJECT,
                        request.directory().toString(),
                        root,
                        Map.of(),
                        legacy));
    }

    private void checkVersion(Diagnostics diagnostics) {
        LegacyTemplate.Named minimum = template.minimumVersion();
        if (minimum == null) {
            return;
        }
        try {
            if (Version.parse(LanguageVersion.TEXT).compareTo(Version.parse(minimum.text())) < 0) {
                diagnostics.error(
                        "Unsupported Packer version",
                        "This template requires Packer version " + minimum.text() + " or higher; this is "
                                + LanguageVersion.TEXT + ".",
                        minimum.range());
            }
        } catch (IllegalArgumentException e) {
            diagnostics.error("Invalid min_packer_version", e.getMessage() + ".", minimum.range());
        }
    }

    /** The builders' names, rendered, by what the template says. */
    private Map<String, String> names(LegacyScope legacy, Diagnostics diagnostics) {
        Interpolation rendering = renderers.legacy(legacy).planned("", "", List.of());
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, SourceRange> seen = new LinkedHashMap<>();
        for (LegacyTemplate.Builder builder : template.builders()) {
            LegacyTemplate.Named name = builder.name();
            try {
                // A variable may hold a template, so that the result is rendered again.
                String text = name.text();
                for (String rendered = rendering.render(text); !rendered.equals(text); ) {
                    text = rendered;
                    rendered = rendering.render(text);
                }
                SourceRange first = seen.putIfAbsent(text, name.range());
                if (first != null) {
                    diagnostics.error(
                            "Duplicate builder",
                            "The name of this builder renders as \"" + text + "\", which is the name of the one at "
                                    + first + " already.",
                            name.range());
                }
                names.put(name.text(), text);
            } catch (InterpolationException e) {
                diagnostics.error(
                        "Invalid Go template",
                        "The name of the builder cannot be rendered: " + e.getMessage(),
                        name.range());
                names.put(name.text(), name.text());
            }
        }
        return names;
    }

    private List<InputVariable> variables(Map<String, String> values) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(template.variables().keySet());
        List<InputVariable> variables = new ArrayList<>();
        for (String name : names) {
            LegacyTemplate.Variable declared = template.variables().get(name);
            String text = values.get(name);
            Value value = text == null ? Value.unknown(Type.STRING) : Value.string(text);
            boolean sensitive = template.sensitive().contains(name);
            variables.add(new InputVariable(
                    name,
                    Type.STRING,
                    "",
                    sensitive,
                    sensitive ? value.withMark(Mark.SENSITIVE) : value,
                    declared == null ? template.range() : declared.range()));
        }
        return variables;
    }

    private Map<String, SourceBlock> sources() {
        Map<String, SourceBlock> sources = new LinkedHashMap<>();
        List<LegacyTemplate.Builder> builders = new ArrayList<>(template.builders());
        builders.sort(Comparator.comparing(builder -> builder.name().text()));
        for (LegacyTemplate.Builder builder : builders) {
            SourceBlock source = new SourceBlock(
                    builder.type().text(),
                    builder.name().text(),
                    JsonParser.body(builder.options()),
                    builder.definition(),
                    builder.type().range());
            sources.put(source.reference(), source);
        }
        return sources;
    }
}
