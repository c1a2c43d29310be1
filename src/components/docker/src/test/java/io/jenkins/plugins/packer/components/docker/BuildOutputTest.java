package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildOutputTest {
    @TempDir
    Path directory;

    @Test
    void piecesOfTheOutputBecomeLinesAgainSoThatASecretIsFoundInThem() {
        TestContext context = new TestContext(directory, List.of());
        context.secrets().add("s3cret");
        try (DockerfileBuild.BuildOutput output = new DockerfileBuild.BuildOutput(context)) {
            for (String piece : List.of("Step 1/2 : RUN x\n", "half s3", "cret\r\n\n", "10 %\r20 %", "\nlast")) {
                output.next(JsonTree.object().put("stream", piece));
            }
        }
        assertThat(context.ui().lines())
                .containsExactly("    Step 1/2 : RUN x", "    half <sensitive>", "    20 %", "    last");
    }
}
