package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.legacy.LegacyNumbers;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.json.JsonBlockHeaders;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The legacy JSON template of a command that works on its text, and what is wrong with it. */
final class LegacyFile {
    private static final int WIDTH = 80;

    private final Surroundings surroundings;
    private final Output output;
    private final Map<String, SourceFile> sources = new HashMap<>();
    private final Diagnostics diagnostics = new Diagnostics();

    LegacyFile(Surroundings surroundings, Output output) {
        this.surroundings = surroundings;
        this.output = output;
    }

    Path path(String name) {
        return surroundings.directory().resolve(name);
    }

    /** Whether a name means an HCL2 template. */
    boolean isHcl2(String name) {
        return name.endsWith(".pkr.hcl") || name.endsWith(".pkr.json") || Files.isDirectory(path(name));
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Notes a text of which messages are going to speak. */
    void shows(SourceFile file) {
        sources.put(file.name(), file);
    }

    /** All messages so far, as the user sees them. */
    String messages() {
        return new DiagnosticPrinter(sources::get, new JsonBlockHeaders(new NativeBlockHeaders()), WIDTH, false)
                .print(diagnostics.asList())
                .strip();
    }

    /** The file; where it cannot be read, that is told and there is none. */
    Optional<SourceFile> read(String name) {
        try {
            SourceFile file = new SourceFile(name, Files.readAllBytes(path(name)));
            shows(file);
            return Optional.of(file);
        } catch (IOException e) {
            output.error("Error opening template: " + name + ": " + FileTrouble.reason(e));
        }
        return Optional.empty();
    }

    /** The object that the file is; where it is none, that is told. */
    Optional<JsonNode.ObjectNode> object(String name) {
        Optional<SourceFile> file = read(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = JsonParser.parse(file.get(), diagnostics);
        LegacyNumbers.check(node, diagnostics);
        if (!diagnostics.hasErrors() && !(node instanceof JsonNode.ObjectNode)) {
            diagnostics.error(
                    "Root value must be object",
                    "A legacy JSON template is an object with \"builders\" and the like in it.",
                    node.startRange());
        }
        if (diagnostics.hasErrors()) {
            output.error("Error parsing template: " + messages());
            return Optional.empty();
        }
        return Optional.of((JsonNode.ObjectNode) node);
    }
}
