package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.config.ConfigurationDecoder;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.Decoded;
import io.jenkins.plugins.packer.engine.config.DecodingMode;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options as the engine's decoder reads them out of a template. */
class DockerTemplateTest {
    private static final Interpolation PLAIN = new Interpolation() {
        @Override
        public String render(String template, Map<String, ?> data) {
            return template;
        }
    };

    private final Diagnostics diagnostics = new Diagnostics();

    private <C extends Record> Decoded<C> decode(Class<C> type, String text) {
        EvaluationContext context = EvaluationContext.of(Map.of(), Map.of());
        return new ConfigurationDecoder(context, PLAIN, DecodingMode.RUNNING)
                .decode(
                        ConfigurationSchema.of(type),
                        HclParser.parseFile(SourceFile.of("t.pkr.hcl", text), diagnostics),
                        SourceRange.startOf("t.pkr.hcl"),
                        diagnostics);
    }

    @Test
    void haveTheDefaultsOfPackersPlugin() {
        DockerConfiguration decoded = decode(DockerConfiguration.class, "image = \"alpine\"\ncommit = true\n")
                .configuration()
                .orElseThrow();
        DockerOptions defaults = new DockerOptions();
        defaults.image = "alpine";
        defaults.commit = true;
        assertThat(decoded).isEqualTo(defaults.record());
        assertThat(diagnostics.asList()).isEmpty();
    }

    @Test
    void areReadFromBlocksAndLists() {
        DockerConfiguration decoded =
                decode(DockerConfiguration.class, """
                        discard                 = true
                        pause_before_connecting = "2s"
                        volumes                 = { "/a" = "/b" }
                        run_command             = ["-d", "{{ .Image }}"]
                        login_password          = "hidden-secret"
                        build {
                          path      = "Dockerfile"
                          arguments = { A = "b" }
                        }
                        """).configuration().orElseThrow();
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(decoded.build()).isEqualTo(new DockerfileOptions("Dockerfile", null, Map.of("A", "b"), true, false));
        assertThat(decoded.connection().pauseBeforeConnecting()).isEqualTo(Duration.ofSeconds(2));
        assertThat(decoded.volumes()).containsExactly(Map.entry("/a", "/b"));
        assertThat(decoded.runCommand()).isEqualTo(List.of("-d", "{{ .Image }}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh_clear_authorized_keys = true", "temporary_key_pair_type = \"rsa\"", "ssh_public_key = [1]"})
    void thatWouldNotActAreRefusedByName(String line) {
        decode(DockerConfiguration.class, line + "\n");
        assertThat(diagnostics.asList()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.isError()).isTrue();
            assertThat(diagnostic.detail() + diagnostic.summary())
                    .contains(line.substring(0, line.indexOf(' ')))
                    .containsAnyOf("puts no temporary key on the container", "it is a result, not an option");
        });
    }
}
