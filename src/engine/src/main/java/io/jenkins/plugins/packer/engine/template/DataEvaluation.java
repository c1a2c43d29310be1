package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.Decoded;
import io.jenkins.plugins.packer.engine.config.DecodingMode;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.value.Conversion;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the data sources of one template, and reads those that are wanted. */
final class DataEvaluation {
    private final DataSources sources;
    private final Set<String> wanted;

    /**
     * Prepares the evaluation.
     *
     * @param wanted those to be read, by reference; of the others the value is unknown
     */
    DataEvaluation(DataSources sources, Set<String> wanted) {
        this.sources = sources;
        this.wanted = wanted;
    }

    /** Its outputs; unknown where it is not wanted or has an error. */
    Value value(DataDeclaration declaration, TemplateScope scope, Diagnostics diagnostics) {
        Optional<DataSource<?>> source = sources.find(declaration, diagnostics);
        return source.isEmpty() ? Value.DYNAMIC : value(source.get(), declaration, scope, diagnostics);
    }

    private <C extends Record> Value value(
            DataSource<C> source, DataDeclaration declaration, TemplateScope scope, Diagnostics diagnostics) {
        boolean failedBefore = diagnostics.hasErrors();
        Diagnostics found = new Diagnostics();
        Decoded<C> decoded = decode(source, declaration, scope, found);
        diagnostics.addAll(found.asList());
        Value unknown = Value.unknown(source.outputType());
        Optional<C> configuration = decoded.configuration();
        if (!wanted.contains(declaration.reference()) || found.hasErrors() || configuration.isEmpty()) {
            return unknown;
        }
        if (!decoded.unknown().isEmpty()) {
            // What it depends on may be what failed, which is said already.
            if (!failedBefore) {
                diagnostics.error(
                        "Data source cannot be read",
                        "The data source " + declaration.label() + " needs "
                                + String.join(
                                        ", ",
                                        decoded.unknown().stream().sorted().toList())
                                + ", which is not known before a build runs. Take values that are known at the start,"
                                + " such as those of variables, locals and other data sources.",
                        declaration.range());
            }
            return unknown;
        }
        return read(source, declaration, decoded, configuration.get(), diagnostics);
    }

    private <C extends Record> Decoded<C> decode(
            DataSource<C> source, DataDeclaration declaration, TemplateScope scope, Diagnostics found) {
        ComponentUse<C> use = new ComponentUse<>(
                source,
                ConfigurationSchema.of(source.configurationType()),
                List.of(DynamicBlocks.expand(declaration.block().body(), scope.context(Map.of()))),
                declaration.range(),
                List.of(),
                List.of());
        Decoded<C> decoded = use.decode(
                scope, Map.of(), sources.renderers().running("", "", Map.of()), DecodingMode.PLANNING, found);
        sources.secrets().addAll(decoded.secrets());
        return decoded;
    }

    private <C extends Record> Value read(
            DataSource<C> source,
            DataDeclaration declaration,
            Decoded<C> decoded,
            C configuration,
            Diagnostics diagnostics) {
        Value unknown = Value.unknown(source.outputType());
        try {
            sources.cancellation().check();
            Value output = source.read(configuration, sources.context(declaration, diagnostics));
            Value marked = SecretTexts.mark(
                    Conversion.convert(output, source.outputType()), decoded.secrets(), sources.secrets());
            return marked;
        } catch (ComponentException e) {
            failed(declaration, String.valueOf(e.getMessage()), diagnostics);
        } catch (CancelledException e) {
            failed(declaration, "The run was cancelled: " + e.getMessage() + ".", diagnostics);
        } catch (ConversionException e) {
            failed(
                    declaration,
                    "It yields something else than it declares: " + e.getMessage()
                            + ". This is a mistake of the component " + source.type() + ".",
                    diagnostics);
        }
        return unknown;
    }

    private void failed(DataDeclaration declaration, String why, Diagnostics diagnostics) {
        diagnostics.error(
                "Data source " + declaration.label() + " cannot be read",
                sources.secrets().redact(why),
                declaration.range());
    }
}
