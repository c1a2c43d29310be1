package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page is what the components say of themselves, all of them. */
class ComponentReferenceIT {
    @Test
    void theReferenceInDocsIsUpToDate() throws IOException {
        Path page = Path.of(System.getProperty("packer.repository"), "docs", "reference", "components.md");
        assertThat(PackerProcess.run(Path.of("."), Map.of(), "components", "-markdown")
                        .output())
                .as("run: packer components -markdown > docs/reference/components.md")
                .isEqualTo(Files.readString(page));
    }
}
