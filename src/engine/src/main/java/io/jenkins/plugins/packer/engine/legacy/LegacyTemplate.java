package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A legacy JSON template as it is written: nothing in it is rendered yet. Immutable.
 *
 * @param file where it was read from
 * @param description its description, or empty
 * @param minimumVersion {@code min_packer_version}, or null
 * @param variables by name, in the order of the template
 * @param sensitive names in {@code sensitive-variables}
 * @param builders in the order of the template
 * @param provisioners in order
 * @param errorCleanup runs when a provisioner fails, or null
 * @param postProcessors sequences
 * @param range where it begins
 */
public record LegacyTemplate(
        SourceFile file,
        String description,
        @Nullable Named minimumVersion,
        Map<String, Variable> variables,
        Set<String> sensitive,
        List<Builder> builders,
        List<Provisioner> provisioners,
        @Nullable Provisioner errorCleanup,
        List<List<PostProcessor>> postProcessors,
        SourceRange range) {

    public LegacyTemplate {
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        sensitive = Set.copyOf(sensitive);
        builders = List.copyOf(builders);
        provisioners = List.copyOf(provisioners);
        postProcessors = List.copyOf(postProcessors);
    }

    /**
     * A text and its place.
     *
     * @param text the text
     * @param range where it is written
     */
    public record Named(String text, SourceRange range) {}

    /**
     * A variable.
     *
     * @param name its name
     * @param defaultValue its default, not rendered; null where a value is required
     * @param range its value
     */
    public record Variable(String name, @Nullable String defaultValue, SourceRange range) {
        public boolean isRequired() {
            return defaultValue == null;
        }
    }

    /**
     * A builder.
     *
     * @param type its type
     * @param name its name, not rendered; the type where it has none
     * @param options its own options
     * @param definition where it begins
     */
    public record Builder(Named type, Named name, JsonNode.ObjectNode options, SourceRange definition) {

        /** Whether the template gives it a name other than its type. */
        public boolean isNamed() {
            return !name.text().equals(type.text());
        }
    }

    /**
     * For which builders a step is.
     *
     * @param only if any are named, for these
     * @param except for all but these
     */
    public record Selection(List<Named> only, List<Named> except) {
        public Selection {
            only = List.copyOf(only);
            except = List.copyOf(except);
        }
    }

    /**
     * A provisioner.
     *
     * @param type its type
     * @param selection for which builders it is
     * @param overrides options for single builders, by the builder's name
     * @param pauseBefore how long to wait first
     * @param timeout how long it may take; zero for as long as it likes
     * @param maxRetries how often it is tried again, not rendered; null where the template does not say
     * @param options its own options
     * @param definition where it begins
     */
    public record Provisioner(
            Named type,
            Selection selection,
            List<Override> overrides,
            Duration pauseBefore,
            Duration timeout,
            @Nullable Named maxRetries,
            JsonNode.ObjectNode options,
            SourceRange definition) {
        public Provisioner {
            overrides = List.copyOf(overrides);
        }
    }

    /**
     * Options of a provisioner for one builder.
     *
     * @param builder the builder's name
     * @param options the options
     */
    public record Override(Named builder, JsonNode.ObjectNode options) {}

    /**
     * A post-processor.
     *
     * @param type its type
     * @param name its name; the type where it has none
     * @param selection for which builders it is
     * @param keepInput {@code keep_input_artifact}, or null where the template does not say
     * @param options its own options
     * @param definition where it begins
     */
    public record PostProcessor(
            Named type,
            String name,
            Selection selection,
            @Nullable Boolean keepInput,
            JsonNode.ObjectNode options,
            SourceRange definition) {}
}
