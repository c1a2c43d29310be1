package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.legacy.LegacyReader;
import io.jenkins.plugins.packer.engine.legacy.LegacyVariableFile;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files of a legacy JSON template: the template, and variable files, which are JSON as well. */
final class LegacyTemplates {
    private final TemplateRequest request;
    private final TemplateFiles files;
    private final TemplateRenderers renderers;

    LegacyTemplates(TemplateRequest request, TemplateFiles files, TemplateRenderers renderers) {
        this.request = request;
        this.files = files;
        this.renderers = renderers;
    }

    Optional<UnevaluatedTemplate> parse(Diagnostics diagnostics) {
        int before = diagnostics.size();
        Optional<UnevaluatedTemplate> template = files.template()
                .flatMap(file -> LegacyReader.read(file, diagnostics))
                .map(read -> new ParsedLegacyTemplate(
                        read, request, directory(), files.root(), given(diagnostics), renderers));
        if (template.isEmpty()
                && diagnostics.size() > before
                && !request.template().endsWith(".json")) {
            diagnostics.warning(
                    "Read as a legacy JSON template",
                    request.isFromInput()
                            ? "What comes from standard input is one, unless -config-type=hcl2 is given."
                            : "The file \"" + request.template()
                                    + "\" is not named as HCL2 templates are. If it is one,"
                                    + " give it a name that ends with .pkr.hcl or .pkr.json.",
                    null);
        }
        return template;
    }

    private Path directory() {
        Path parent = request.path(request.template()).getParent();
        return parent == null ? request.directory() : parent;
    }

    /** What files and arguments set; an argument wins over every file. */
    private Map<String, String> given(Diagnostics diagnostics) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : request.variableFiles()) {
            files.read(name).ifPresent(file -> given.putAll(LegacyVariableFile.read(file, diagnostics)));
        }
        given.putAll(request.variables());
        return given;
    }
}
