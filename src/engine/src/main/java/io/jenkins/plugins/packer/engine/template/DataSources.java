package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The data sources that a template can use, and what they find around them.
 *
 * @param catalog where they are found
 * @param renderers render Go templates in their options
 * @param request the template, and with it directory and environment
 * @param ui where they talk to the user
 * @param cancellation ends them
 * @param secrets is told the secrets that they are given or yield
 */
public record DataSources(
        ComponentCatalog catalog,
        TemplateRenderers renderers,
        TemplateRequest request,
        Ui ui,
        Cancellation cancellation,
        Redactor secrets) {

    /** The component that a block names; one that does not exist is a mistake at that place. */
    Optional<DataSource<?>> find(DataDeclaration declaration, Diagnostics diagnostics) {
        Components components = new Components(catalog, diagnostics);
        SourceRange range = declaration.block().labelRanges().get(0);
        return components.has(ComponentKind.DATA_SOURCE, "data source", declaration.type(), range)
                ? components.dataSource(declaration.type(), range)
                : Optional.empty();
    }

    /** What one of them finds around it. */
    DataContext context(DataDeclaration declaration, Diagnostics diagnostics) {
        return new Context(this, declaration, diagnostics);
    }

    private record Context(DataSources sources, DataDeclaration declaration, Diagnostics diagnostics)
            implements DataContext {
        @Override
        public String name() {
            return declaration.label();
        }

        @Override
        public void warning(String summary, String detail) {
            diagnostics.warning(summary, sources.secrets.redact(detail), declaration.range());
        }

        @Override
        public Ui ui() {
            return sources.ui;
        }

        @Override
        public Cancellation cancellation() {
            return sources.cancellation;
        }

        @Override
        public Redactor secrets() {
            return sources.secrets;
        }

        @Override
        public Path directory() {
            return sources.request.directory();
        }

        @Override
        public Map<String, String> environment() {
            return sources.request.environment();
        }
    }
}
