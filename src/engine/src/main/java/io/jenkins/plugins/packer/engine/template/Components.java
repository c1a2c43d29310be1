package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The components that a template names; one that does not exist or cannot be loaded is a mistake at the place that names
 * it, reported once for each place.
 */
final class Components {
    private final ComponentCatalog catalog;
    private final Diagnostics diagnostics;
    private final Set<SourceRange> broken = new HashSet<>();

    Components(ComponentCatalog catalog, Diagnostics diagnostics) {
        this.catalog = catalog;
        this.diagnostics = diagnostics;
    }

    /**
     * Reports a type that does not exist.
     *
     * @param block the kind of block that names it
     * @param range where it is named
     */
    boolean has(ComponentKind kind, String block, String type, SourceRange range) {
        try {
            if (!catalog.has(kind, type)) {
                diagnostics.error(summary(kind, block, type), detail(kind, block, type), range);
                broken.add(range);
            }
        } catch (ComponentException e) {
            failed(type, range, e);
        }
        return !broken.contains(range);
    }

    private static String summary(ComponentKind kind, String block, String type) {
        return kind == ComponentKind.BUILDER
                ? "Unknown source type " + type
                : "Unknown " + block + " type \"" + type + "\"";
    }

    private String detail(ComponentKind kind, String block, String type) throws ComponentException {
        Set<String> known = new TreeSet<>();
        for (ComponentCatalog.Listed listed : catalog.list()) {
            if (listed.kind() == kind) {
                known.add(listed.type());
            }
        }
        return SimilarName.to(type, known)
                .map(name -> "Did you mean to use \"" + name + "\"?")
                .orElse("The " + block + " " + type + " is not among those that this version has: "
                        + String.join(", ", known) + ".");
    }

    Optional<Builder<?>> builder(String type, SourceRange range) {
        return load(type, range, () -> catalog.builder(type));
    }

    Optional<Provisioner<?>> provisioner(String type, SourceRange range) {
        return load(type, range, () -> catalog.provisioner(type));
    }

    Optional<PostProcessor<?>> postProcessor(String type, SourceRange range) {
        return load(type, range, () -> catalog.postProcessor(type));
    }

    Optional<DataSource<?>> dataSource(String type, SourceRange range) {
        return load(type, range, () -> catalog.dataSource(type));
    }

    private interface Loading<T> {
        T load() throws ComponentException;
    }

    private <T> Optional<T> load(String type, SourceRange range, Loading<T> loading) {
        if (broken.contains(range)) {
            return Optional.empty();
        }
        try {
            return Optional.of(loading.load());
        } catch (ComponentException e) {
            failed(type, range, e);
            return Optional.empty();
        }
    }

    private void failed(String type, SourceRange range, ComponentException cause) {
        if (broken.add(range)) {
            diagnostics.error("Failed loading " + type, String.valueOf(cause.getMessage()), range);
        }
    }
}
