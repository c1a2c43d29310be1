package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.FieldInterpolation;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.Severity;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecodedCheckTest {
    private final Diagnostics diagnostics = new Diagnostics();
    private final DecodedCheck check = new DecodedCheck(
            new Decoded<>(
                    null,
                    line(1),
                    Map.of(
                            "script",
                            line(2),
                            "build",
                            line(3),
                            "build.path",
                            line(4),
                            "later",
                            line(5),
                            "blank",
                            line(6)),
                    Set.of("later"),
                    Set.of("blank"),
                    Set.of()),
            Path.of("/work"),
            new FieldInterpolation(),
            diagnostics);

    private static SourceRange line(int line) {
        return new SourceRange("t", new SourcePosition(line, 1, line), new SourcePosition(line, 2, line + 1));
    }

    private SourceRange place() {
        return diagnostics.asList().get(diagnostics.size() - 1).subject();
    }

    @Test
    void problemsPointAtTheOptionOrAtWhatIsAroundIt() {
        check.error("script", "s", "d");
        assertThat(place()).isEqualTo(line(2));
        check.error("build.path", "s", "d");
        assertThat(place()).isEqualTo(line(4));
        check.error("build.pull", "s", "d");
        assertThat(place()).isEqualTo(line(3));
        check.warning("inline", "s", "d");
        assertThat(place()).isEqualTo(line(1));
        assertThat(diagnostics.asList().get(3).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void problemsOfUnknownOptionsAreDropped() {
        check.error("later", "s", "d");
        check.warning("later", "s", "d");
        check.goTemplate("later", "{{ nope }}");
        assertThat(diagnostics.isEmpty()).isTrue();
        assertThat(check.isSet("later")).isTrue();
        assertThat(check.isUnknown("later")).isTrue();
        assertThat(check.isSet("inline")).isFalse();
        assertThat(check.directory()).isEqualTo(Path.of("/work"));
    }

    @Test
    void goTemplatesAreJudged() {
        check.goTemplate("script", "{{ .Fine }}");
        assertThat(diagnostics.isEmpty()).isTrue();
        check.goTemplate("script", "{{ nope }}");
        assertThat(diagnostics.asList().get(0).detail())
                .isEqualTo("The value of \"script\" cannot be rendered: function \"nope\" not defined");
    }

    @Test
    void anOptionThatIsSetToNothingIsNotSetAndStillHasItsPlace() {
        assertThat(check.isSet("script")).isTrue();
        assertThat(check.isSet("blank")).isFalse();
        check.error("blank", "Missing", "It is empty.");
        assertThat(place()).isEqualTo(line(6));
    }
}
