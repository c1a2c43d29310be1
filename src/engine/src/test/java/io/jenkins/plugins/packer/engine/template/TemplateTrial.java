package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A template in a directory of its own, and what reading and planning it finds. */
final class TemplateTrial {
    private static final String MINIMAL =
            "\nsource \"machine\" \"one\" {\n  image = \"i\"\n}\n" + "build {\n  sources = [\"machine.one\"]\n}\n";

    private final Path directory;
    private String template = "main.pkr.hcl";
    private final List<String> variableFiles = new ArrayList<>();
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> only = new ArrayList<>();
    private final List<String> except = new ArrayList<>();
    private boolean warnOnUndeclared;

    private DataReading.Extent extent = DataReading.Extent.NEEDED;
    private boolean sequential;
    private ComponentCatalog catalog = FakeComponents.catalog();

    final Cancellation cancellation = new Cancellation();
    final Redactor secrets = new Redactor();
    final Diagnostics diagnostics = new Diagnostics();
    final SourceFiles sources = new SourceFiles();
    Template read;
    List<PlannedBuild> builds = List.of();

    TemplateTrial(Path directory) {
        this.directory = directory;
    }

    /** A template of one file. */
    static TemplateTrial of(Path directory, String main) {
        return new TemplateTrial(directory).file("main.pkr.hcl", main);
    }

    /** A template that says something beside one whole build. */
    static TemplateTrial beside(Path directory, String main) {
        return of(directory, main + MINIMAL);
    }

    TemplateTrial file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    TemplateTrial template(String name) {
        template = name;
        return this;
    }

    TemplateTrial variableFile(String name, String text) {
        variableFiles.add(name);
        return file(name, text);
    }

    TemplateTrial variableFileName(String name) {
        variableFiles.add(name);
        return this;
    }

    TemplateTrial argument(String name, String value) {
        arguments.put(name, value);
        return this;
    }

    TemplateTrial environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TemplateTrial reading(DataReading.Extent which) {
        extent = which;
        return this;
    }

    TemplateTrial sequential() {
        sequential = true;
        return this;
    }

    TemplateTrial catalog(ComponentCatalog components) {
        catalog = components;
        return this;
    }

    TemplateTrial warnOnUndeclared() {
        warnOnUndeclared = true;
        return this;
    }

    TemplateTrial only(String... patterns) {
        only.addAll(List.of(patterns));
        return this;
    }

    TemplateTrial except(String... patterns) {
        except.addAll(List.of(patterns));
        return this;
    }

    /** Reads, evaluates and plans as far as that goes. */
    TemplateTrial run() {
        TemplateRequest request =
                new TemplateRequest(template, variableFiles, arguments, environment, directory, warnOnUndeclared);
        PackerRenderers renderers = new PackerRenderers(request, Instant.EPOCH, new NoRemoteValues());
        Optional<UnevaluatedTemplate> parsed =
                new TemplateReader(root -> functions(), renderers).parse(request, sources, diagnostics);
        if (parsed.isPresent()) {
            DataSources data = new DataSources(catalog, renderers, request, new SilentUi(), cancellation, secrets);
            read = parsed.get().evaluate(data, new DataReading(extent, sequential, only, except), diagnostics);
            builds = new BuildPlanner(catalog, renderers, secrets).plan(read, only, except, diagnostics);
        }
        return this;
    }

    private static Map<String, Function> functions() {
        return Map.of(
                "upper",
                Function.takes("text", Type.STRING)
                        .returns(
                                Type.STRING,
                                arguments ->
                                        Value.string(arguments.get(0).asString().toUpperCase(Locale.ROOT))),
                "length",
                Function.takes("text", Type.STRING)
                        .returns(
                                Type.NUMBER,
                                arguments ->
                                        Value.number(arguments.get(0).asString().length())));
    }

    /** All that was found, each as {@code place: severity: summary | detail}. */
    List<String> messages() {
        return diagnostics.asList().stream().map(TemplateTrial::text).toList();
    }

    /** All that was found, each as {@code place: summary}. */
    List<String> summaries() {
        return diagnostics.asList().stream()
                .map(d -> (d.subject() == null ? "-" : d.subject()) + ": " + d.summary())
                .toList();
    }

    private static String text(Diagnostic diagnostic) {
        return (diagnostic.subject() == null ? "-" : diagnostic.subject())
                + ": " + diagnostic.severity().name().toLowerCase(Locale.ROOT) + ": " + diagnostic.summary() + " | "
                + diagnostic.detail();
    }

    /** The value of a variable. */
    Value variable(String name) {
        return read.scope().variables().get(name);
    }

    /** The value of a local. */
    Value local(String name) {
        return read.scope().locals().get(name);
    }

    static final class NoRemoteValues implements RemoteValues {
        @Override
        public String consulKey(String key) throws InterpolationException {
            throw new InterpolationException("no Consul");
        }

        @Override
        public String vault(String path, String key) throws InterpolationException {
            throw new InterpolationException("no Vault");
        }

        @Override
        public String call(String function, List<String> arguments) throws InterpolationException {
            throw new InterpolationException("no components");
        }
    }
}
