package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationDecoder;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.Decoded;
import io.jenkins.plugins.packer.engine.config.DecodedCheck;
import io.jenkins.plugins.packer.engine.config.DecodingMode;
import io.jenkins.plugins.packer.engine.config.OptionOverride;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.run.LateConfiguration;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One use of a component in a build: where its options are, to be decoded when the template is checked and again when
 * the build knows the values of {@code build.*}.
 *
 * @param component the component
 * @param schema its options
 * @param bodies where the template gives them
 * @param definition the block
 * @param overrides values that win over those in the bodies
 * @param neighbours attributes that stand beside the options
 * @param <C> configuration record
 */
record ComponentUse<C extends Record>(
        Component<C> component,
        ConfigurationSchema<C> schema,
        List<Body> bodies,
        SourceRange definition,
        List<OptionOverride> overrides,
        List<String> neighbours) {

    /** Decodes the options and has the component check them. */
    Decoded<C> decode(
            TemplateScope scope,
            Map<String, Value> variables,
            Interpolation interpolation,
            DecodingMode mode,
            Diagnostics diagnostics) {
        ConfigurationDecoder decoder = scope.legacy() == null
                ? new ConfigurationDecoder(scope.context(variables), interpolation, mode)
                : ConfigurationDecoder.ofLegacyJson(interpolation, mode);
        Decoded<C> decoded = decoder.decode(schema, bodies, definition, overrides, neighbours, diagnostics);
        decoded.configuration()
                .ifPresent(configuration -> component.check(
                        configuration,
                        new DecodedCheck(decoded, Path.of(scope.directory()), interpolation, diagnostics)));
        return decoded;
    }

    /** The options as they are once the build runs. */
    LateConfiguration<C> late(
            Template template, SourceUse source, String buildName, TemplateRenderers renderers, Redactor secrets) {
        return data -> {
            Diagnostics diagnostics = new Diagnostics();
            Decoded<C> decoded = decode(
                    template.scope(),
                    data.values().isEmpty()
                            ? BuildVariables.source(source)
                            : BuildVariables.running(source, buildName, data.values()),
                    renderers.running(source.templateName(), source.type(), data.values()),
                    DecodingMode.RUNNING,
                    diagnostics);
            secrets.addAll(decoded.secrets());
            if (diagnostics.hasErrors()) {
                throw new ComponentException(errors(diagnostics));
            }
            return decoded.configuration()
                    .orElseThrow(() -> new IllegalStateException("no configuration and no error at " + definition));
        };
    }

    private String errors(Diagnostics diagnostics) {
        StringBuilder text = new StringBuilder("The options of \"" + component.type() + "\" are wrong:");
        for (Diagnostic diagnostic : diagnostics.asList()) {
            if (diagnostic.isError()) {
                text.append('\n');
                SourceRange place = diagnostic.subject();
                if (place != null) {
                    text.append(place).append(": ");
                }
                text.append(diagnostic.summary());
                if (!diagnostic.detail().isEmpty()) {
                    text.append("; ").append(diagnostic.detail());
                }
            }
        }
        return text.toString();
    }
}
