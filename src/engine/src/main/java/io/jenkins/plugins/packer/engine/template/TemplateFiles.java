package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds and reads the files of a template, after the rules of Packer's {@code GetHCL2Files}. */
final class TemplateFiles {
    private static final String TEMPLATE = ".pkr.hcl";
    private static final String JSON_TEMPLATE = ".pkr.json";
    private static final String AUTO_VARIABLES = ".auto.pkrvars.hcl";
    private static final String JSON_AUTO_VARIABLES = ".auto.pkrvars.json";

    private final TemplateRequest request;
    private final SourceFiles sources;
    private final Diagnostics diagnostics;

    TemplateFiles(TemplateRequest request, SourceFiles sources, Diagnostics diagnostics) {
        this.request = request;
        this.sources = sources;
        this.diagnostics = diagnostics;
    }

    private boolean isThere() {
        return request.isFromInput() || Files.exists(request.path(request.template()));
    }

    private boolean isDirectory() {
        return !request.isFromInput() && Files.isDirectory(request.path(request.template()));
    }

    /** Whether the template is a legacy JSON template: a file that is not named as HCL2's are. */
    boolean areLegacy() {
        String template = request.template();
        return !request.hcl2()
                && !template.endsWith(TEMPLATE)
                && !template.endsWith(JSON_TEMPLATE)
                && isThere()
                && !isDirectory();
    }

    /** The template's directory as Packer shows it in {@code path.root}: not made absolute. */
    String root() {
        String template = request.template();
        if (isDirectory()) {
            return template;
        }
        int slash = Math.max(template.lastIndexOf('/'), template.lastIndexOf(java.io.File.separatorChar));
        if (slash < 0) {
            return ".";
        }
        return slash == 0 ? template.substring(0, 1) : template.substring(0, slash);
    }

    /** The bodies of the template's files, those in HCL syntax first, in the order of their names; empty where there is nothing to go on with. */
    List<Body> templates() {
        String template = request.template();
        if (!isThere()) {
            diagnostics.error(
                    "Template not found",
                    "There is no file or directory \"" + template + "\" in " + request.directory() + ".",
                    null);
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if (isDirectory()) {
            names.addAll(list(template, TEMPLATE));
            names.addAll(list(template, JSON_TEMPLATE));
        } else {
            names.add(template);
        }
        List<Body> bodies = new ArrayList<>();
        for (String name : names) {
            parse(name).ifPresent(bodies::add);
        }
        if (names.isEmpty() && !diagnostics.hasErrors()) {
            diagnostics.error(
                    "Could not find any config file in " + template,
                    "A config file must be suffixed with `.pkr.hcl` or `.pkr.json`. A folder can be referenced.",
                    null);
        }
        return bodies;
    }

    /** The bodies of the variable files: those found beside the template, then those given, in that order. */
    List<Body> variables() {
        List<String> names = new ArrayList<>();
        if (isDirectory()) {
            names.addAll(list(request.template(), AUTO_VARIABLES));
            names.addAll(list(request.template(), JSON_AUTO_VARIABLES));
        } else {
            for (String suffix : List.of(AUTO_VARIABLES, JSON_AUTO_VARIABLES)) {
                if (request.template().endsWith(suffix)) {
                    names.add(request.template());
                }
            }
        }
        names.addAll(request.variableFiles());
        List<Body> bodies = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(".hcl") || name.endsWith(".json")) {
                parse(name).ifPresent(bodies::add);
            } else {
                diagnostics.error(
                        "Could not guess format of " + name,
                        "A var file must be suffixed with `.hcl` or `.json`.",
                        null);
            }
        }
        return bodies;
    }

    private List<String> list(String directory, String suffix) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(request.path(directory))) {
            for (Path entry : entries) {
                Path fileName = entry.getFileName();
                String name = fileName == null ? "" : fileName.toString();
                if (name.endsWith(suffix) && !Files.isDirectory(entry)) {
                    names.add(join(directory, name));
                }
            }
        } catch (IOException e) {
            diagnostics.error(
                    "Cannot read hcl directory",
                    "The directory \"" + directory + "\" could not be read: " + FileTrouble.reason(e) + ".",
                    null);
        }
        Collections.sort(names);
        return names;
    }

    /** As Go's {@code filepath.Join} does, so that messages name files as Packer's do. */
    private static String join(String directory, String name) {
        Path joined = Path.of(directory, name).normalize();
        return joined.toString();
    }

    private Optional<Body> parse(String name) {
        return read(name)
                .map(file -> name.endsWith(".json")
                        ? JsonParser.parseFile(file, diagnostics)
                        : HclParser.parseFile(file, diagnostics));
    }

    /** The template's content, which is noted for messages. */
    Optional<SourceFile> template() {
        return read(request.template());
    }

    /** A file's content, which is noted for messages. */
    Optional<SourceFile> read(String name) {
        byte[] bytes;
        try {
            bytes = request.isFromInput() && name.equals(request.template())
                    ? request.input().readAllBytes()
                    : Files.readAllBytes(request.path(name));
        } catch (IOException e) {
            diagnostics.error(
                    "Failed to read file",
                    "The configuration file \"" + name + "\" could not be read: " + FileTrouble.reason(e) + ".",
                    null);
            return Optional.empty();
        }
        SourceFile file = new SourceFile(name, bytes);
        sources.add(file);
        return Optional.of(file);
    }
}
