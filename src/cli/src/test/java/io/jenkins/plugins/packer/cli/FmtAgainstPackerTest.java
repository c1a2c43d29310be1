package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same calls to Debian's Packer 1.6.6. It knows no {@code -recursive}, no standard input and one path only, formats
 * hidden files, and does not show what is wrong with a file: those came with later releases.
 */
class FmtAgainstPackerTest {
    private static final Path PACKER = Path.of("/usr/bin/packer");
    private static final Path RESOURCES = Path.of("../hcl/src/test/resources");

    @TempDir
    Path home;

    private Path theirs;
    private Path ours;

    @BeforeAll
    static void requirePacker() {
        Counterpart.require("Packer 1.6.6", Files.isExecutable(PACKER), "Install Debian's package packer.");
    }

    @BeforeEach
    void layOutFiles() throws IOException {
        theirs = layOut("theirs");
        ours = layOut("ours");
    }

    /** A directory with templates in order, with those that have an odd layout, and with such as have mistakes. */
    private Path layOut(String name) throws IOException {
        Path directory = home.resolve(name);
        copy(RESOURCES.resolve("corpus/packer"), Files.createDirectories(directory.resolve("templates")), "");
        copy(RESOURCES.resolve("corpus/syntax"), Files.createDirectories(directory.resolve("odd")), ".pkr.hcl");
        copy(RESOURCES.resolve("layout"), Files.createDirectories(directory.resolve("layout")), ".pkr.hcl");
        copy(RESOURCES.resolve("corpus/invalid"), Files.createDirectories(directory.resolve("bad")), ".pkr.hcl");
        // Namespaces of functions are newer than 1.6.6; the others have mistakes, of which it prints less.
        Files.delete(directory.resolve("odd/traversals.pkr.hcl"));
        Files.delete(directory.resolve("odd/namespaces.pkr.hcl"));
        Files.delete(directory.resolve("layout/mistakes.pkr.hcl"));
        Files.delete(directory.resolve("templates/digitalocean.pkr.hcl"));
        Files.delete(directory.resolve("templates/hcp.pkr.hcl"));
        // 1.6.6 puts a space behind a negation.
        Files.delete(directory.resolve("templates/googlecompute.pkr.hcl"));
        Files.delete(directory.resolve("odd/operators.pkr.hcl"));
        Files.delete(directory.resolve("layout/expressions.pkr.hcl"));
        Files.writeString(directory.resolve("odd/other.hcl"), "a=1\n");
        Files.writeString(directory.resolve("odd/v.auto.pkrvars.hcl"), "a=1\nbbb=2");
        Files.createDirectories(directory.resolve("odd/below"));
        Files.writeString(directory.resolve("odd/below/x.pkr.hcl"), "a=1\n");
        return directory;
    }

    private static void copy(Path from, Path to, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".hcl")).toList()) {
                String name = file.getFileName().toString();
                Files.copy(file, to.resolve(suffix.isEmpty() ? name : name.replace(".hcl", suffix)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odd",
                "odd/",
                "layout",
                "-diff -check ./layout",
                "./odd",
                "templates",
                "-check odd",
                "-check templates",
                "-check -diff odd",
                "-diff odd",
                "-diff -write=false odd",
                "-write=false odd",
                "--check --diff=true layout/blocks.pkr.hcl",
                "layout/crlf.pkr.hcl",
                "-diff ./layout/../layout/comments.pkr.hcl",
                "-diff odd/v.auto.pkrvars.hcl",
                "-check layout/blank-lines.pkr.hcl",
                "odd/empty.pkr.hcl",
            })
    void outputExitCodeAndFilesAreThoseOfPacker(String arguments) throws IOException, InterruptedException {
        ProgramRun expected = packer(arguments.split(" "));
        ProgramRun actual = here(arguments.split(" "));
        assertThat(actual).isEqualTo(expected);
        assertSameContents();
    }

    @Test
    void theSameFilesAreLeftAloneForTheirMistakes() throws IOException, InterruptedException {
        List<String> refused = new ArrayList<>();
        for (String name : contents(ours.resolve("bad")).keySet()) {
            ProgramRun expected = packer("bad/" + name);
            ProgramRun actual = here("bad/" + name);
            assertThat(actual.exitCode()).as(name).isEqualTo(expected.exitCode());
            if (actual.exitCode() == 1) {
                refused.add(name);
                assertThat(actual.output()).as(name).startsWith("Error: ");
            }
        }
        assertSameContents();
        assertThat(refused).hasSizeGreaterThan(50);
    }

    private void assertSameContents() throws IOException {
        Map<String, String> expected = contents(theirs);
        Map<String, String> actual = contents(ours);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> assertThat(actual.get(name)).as(name).isEqualTo(text));
    }

    private ProgramRun here(String... arguments) {
        return ProgramRun.of(ours, "", line("fmt", arguments));
    }

    private ProgramRun packer(String... arguments) throws IOException, InterruptedException {
        Path errors = home.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(line(PACKER.toString(), line("fmt", arguments)))
                .directory(theirs.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ProgramRun(process.waitFor(), output, Files.readString(errors));
    }

    private static String[] line(String first, String... rest) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(List.of(rest));
        return line.toArray(String[]::new);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        directory.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
