package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code wrong-templates} is a template with mistakes, and {@code expected.txt} is what users are told.
 * With {@code -Dgolden.update=true} the expectations are written anew, to be read before they are committed.
 */
class WrongTemplatesTest {
    private static final Path FOLDER = Path.of("src/test/resources/wrong-templates");

    static Stream<String> templates() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void mistakesAreExplainedExactly(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        List<String> files;
        try (Stream<Path> content = Files.list(folder)) {
            files = content.map(file -> file.getFileName().toString()).sorted().toList();
        }
        TemplateTrial trial = new TemplateTrial(folder.toAbsolutePath()).warnOnUndeclared();
        if (files.stream().filter(file -> file.endsWith(".pkr.hcl")).count() > 1) {
            trial.template(".");
        }
        files.stream().filter(file -> file.endsWith(".pkrvars.hcl")).forEach(trial::variableFileName);
        trial.run();
        String shown = new DiagnosticPrinter(
                        file -> trial.sources.find(file).orElse(null), new NativeBlockHeaders(), 0, false)
                .print(trial.diagnostics.asList());
        Path golden = folder.resolve("expected.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, shown);
        }
        assertThat(shown).isNotEmpty().isEqualTo(Files.readString(golden));
    }
}
