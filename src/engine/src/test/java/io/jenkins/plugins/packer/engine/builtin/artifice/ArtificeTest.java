package io.jenkins.plugins.packer.engine.builtin.artifice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.testing.PackerProgram;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtificeTest {
    private static final Artifact INPUT =
            new Artifact("packer.file", "File", "", List.of(Path.of("old")), Map.of(), Map.of(), List.of());

    @TempDir
    Path directory;

    private TestContext context;

    @BeforeEach
    void setUp() throws Exception {
        context = new TestContext(directory, List.of(new FileReaper()));
        for (String name : List.of("b.txt", "a.txt", ".hidden.txt", "c1", "c2", "c3", "odd[1]")) {
            Files.writeString(directory.resolve(name), name);
        }
        Files.writeString(Files.createDirectories(directory.resolve("d/x")).resolve("f"), "");
        Files.writeString(Files.createDirectories(directory.resolve("d/y")).resolve("f"), "");
    }

    private PostProcessor.Result process(Map<String, ?> options) throws ComponentException {
        return new ArtificePostProcessor()
                .process(TestConfiguration.of(ArtificeConfiguration.class, options), INPUT, context);
    }

    @Test
    void theFilesReplaceTheArtifact() throws Exception {
        PostProcessor.Result result = process(Map.of("files", List.of("a.txt", "c[12]")));
        Artifact artifact = result.artifact();
        assertThat(artifact.builderId()).isEqualTo("packer.post-processor.artifice");
        assertThat(artifact.id()).isEmpty();
        assertThat(artifact.description()).isEqualTo("Created artifact from files: a.txt, c1, c2");
        assertThat(artifact.resources())
                .containsExactly(
                        Resource.file(directory.resolve("a.txt")),
                        Resource.file(directory.resolve("c1")),
                        Resource.file(directory.resolve("c2")));
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Discarding files from artifact: old", "==> Using these artifact files: a.txt, c1, c2");
        assertThat(result.keepInput()).isTrue();
        assertThat(result.forceKeepInput()).isFalse();
        assertThat(process(Map.of("files", List.of("a.txt"), "keep_input_artifact", false))
                        .keepInput())
                .isFalse();
    }

    @Test
    void aPatternWithoutAMatchIsTold() throws Exception {
        assertThat(process(Map.of("files", List.of("*.iso"))).artifact().files())
                .isEmpty();
        assertThat(context.ui().lines()).contains("!!! No file matches *.iso");
    }

    @Test
    void patternsFindWhatPackerFinds() throws Exception {
        List<String> patterns = List.of(
                "*.txt",
                "c[2-3]",
                "c[^1]",
                "c?",
                "d/*/f",
                "./d/x/f",
                "./d/x/*",
                "d/*",
                "**/f",
                "odd\\\\[1]",
                "odd[[]1]",
                "{a,b}.txt",
                "missing");
        StringBuilder template = new StringBuilder("source \"null\" \"n\" { communicator = \"none\" }\n");
        template.append("build {\nsources = [\"source.null.n\"]\n");
        for (String pattern : patterns) {
            template.append("post-processor \"artifice\" { files = [\"")
                    .append(pattern)
                    .append("\"] }\n");
        }
        String output = PackerProgram.build(directory, template.append("}\n").toString());
        List<String> theirs = output.lines()
                .filter(line -> line.contains("Using these artifact files:"))
                .map(line -> line.substring(line.indexOf("files:") + 6).strip())
                .toList();
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = patterns.get(i).replace("\\\\", "\\");
            List<String> ours =
                    Glob.files(pattern, directory).stream().map(Path::toString).toList();
            assertThat(String.join(", ", ours)).as(pattern).isEqualTo(theirs.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a*b, axxb, true",
        "a*b, a.b.c, false",
        "'[a-c-]', -, true",
        "'[^a]', a, false",
        "'\\*', *, true",
        "'\\*', a, false"
    })
    void namesMatchAsInGo(String pattern, String name, boolean matches) {
        assertThat(Glob.matches(pattern, 0, name, 0)).isEqualTo(matches);
    }

    @Test
    void mistakesAreReported() {
        assertThat(check(Map.of("files", List.of())).errors())
                .containsExactly("files: No files: No files specified in artifice configuration");
        assertThat(check(Map.of("files", List.of("a[", "b[]", "c\\", "ok[a]*"))).errors())
                .hasSize(3)
                .allMatch(error -> error.startsWith("files: Invalid pattern: syntax error in pattern "));
    }

    private RecordingCheck check(Map<String, ?> options) {
        RecordingCheck check = new RecordingCheck(directory, options.keySet(), Set.of());
        new ArtificePostProcessor().check(TestConfiguration.of(ArtificeConfiguration.class, options), check);
        return check;
    }
}
