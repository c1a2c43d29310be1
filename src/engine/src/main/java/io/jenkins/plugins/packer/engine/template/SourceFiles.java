package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that was read for one template, by the name by which messages speak of it: for their snippets. */
public final class SourceFiles {
    private final Map<String, SourceFile> files = new LinkedHashMap<>();

    void add(SourceFile file) {
        files.put(file.name(), file);
    }

    public Optional<SourceFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
