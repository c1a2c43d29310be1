package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationSchemaTest {

    @Refused(options = "winrm_host", reason = "later.")
    record Access(
            @Option(doc = "Key.", sensitive = true) @Nullable
            String accessKey,

            @Option(doc = "Retries.", defaultValue = "3") int retries) {}

    record Tag(@Option(doc = "Key.", required = true) String key) {}

    @Refused(
            options = {"a", "b"},
            reason = "one.")
    @Refused(options = "retries", reason = "overridden by the option that exists.")
    record All(
            @Option(doc = "Text.", required = true) String imageName,

            @Option(doc = "Named.", name = "class") @Nullable
            String kind,

            @Group Access access,
            @Option(doc = "Long.") long size,
            @Option(doc = "Ratio.") @Nullable Double ratio,
            @Option(doc = "Wait.") @Nullable Duration delay,

            @Option(doc = "Any.", renderedLater = true) @Nullable
            Value any,

            @Option(doc = "Matrix.") List<List<String>> matrix,
            @Option(doc = "Map.") Map<String, Integer> numbers,
            @Option(doc = "Tags.", name = "tag") List<Tag> tags,
            @Option(doc = "One.") @Nullable Tag single) {}

    @Test
    void optionsAreReadInOrderWithGroupsFlattened() {
        ConfigurationSchema<All> schema = ConfigurationSchema.of(All.class);
        assertThat(schema.options().stream()
                        .map(option -> option.name() + ": " + option.type().displayName())
                        .toList())
                .containsExactly(
                        "image_name: string",
                        "class: string",
                        "access_key: string",
                        "retries: number",
                        "size: number",
                        "ratio: number",
                        "delay: duration",
                        "any: any",
                        "matrix: list(list(string))",
                        "numbers: map(number)",
                        "tag: block list",
                        "single: block");
        assertThat(schema.option("access_key"))
                .hasValueSatisfying(option -> assertThat(option.sensitive()).isTrue());
        assertThat(schema.option("retries"))
                .hasValueSatisfying(option -> assertThat(option.defaultValue()).isEqualTo("3"));
        assertThat(schema.option("image_name"))
                .hasValueSatisfying(option -> assertThat(option.required()).isTrue());
        assertThat(schema.option("any"))
                .hasValueSatisfying(option -> assertThat(option.rendering()).isEqualTo(OptionModel.Rendering.LATER));
    }

    @Test
    void refusedOptionsOfGroupsCountAndThoseThatExistDoNot() {
        assertThat(ConfigurationSchema.of(All.class).refused())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "one.", "b", "one.", "winrm_host", "later."));
    }

    record Undeclared(String name) {}

    record Unfit(@Option(doc = "Bad.") Object thing) {}

    record Twice(@Option(doc = "A.") String retries, @Group Access access) {}

    @Test
    void recordsThatTheDecoderCannotServeAreMistakesOfTheirAuthor() {
        assertThatThrownBy(() -> ConfigurationSchema.of(Undeclared.class))
                .hasMessageEndingWith("Undeclared.name is neither an @Option nor a @Group");
        assertThatThrownBy(() -> ConfigurationSchema.of(Unfit.class))
                .hasMessageEndingWith("Unfit.thing: no option can be of type java.lang.Object");
        assertThatThrownBy(() -> ConfigurationSchema.of(Twice.class))
                .hasMessageEndingWith("Twice declares the option retries twice");
    }
}
