package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong, and what they are told. Each folder of {@code wrong-templates} is a template; its {@code
 * expected.txt} is all that {@code packer validate} prints. With the system property {@code golden} set to {@code
 * write}, the expectations are written anew, to be read before they are committed.
 */
class WrongTemplatesIT {
    private static final Path CASES = Path.of("src/test/resources/wrong-templates");

    @TempDir
    Path directory;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aWrongTemplateIsRefusedWithAMessageThatShowsThePlace(String name) throws IOException {
        Path folder = CASES.resolve(name);
        String template = Stream.of("main.pkr.hcl", "main.json")
                .filter(file -> Files.exists(folder.resolve(file)))
                .findFirst()
                .orElse(".");

        Ended ended = packer(folder.toAbsolutePath(), "validate", template);

        Path golden = folder.resolve("expected.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, ended.output);
        }
        assertThat(ended.output).isEqualTo(Files.readString(golden));
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).doesNotContain("\tat ", "Exception");
    }

    @Test
    void thereAreAtLeastSixtyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    @Test
    void aFileThatDoesNotExistIsNamed() {
        assertRefused("no-such-file.pkr.hcl", "no-such-file.pkr.hcl");
    }

    @Test
    void aDirectoryWithoutTemplatesIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        assertRefused("empty", "empty", ".pkr.hcl");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        Path file = directory.resolve("main.pkr.hcl");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        org.junit.jupiter.api.Assumptions.assumeFalse(
                Files.isReadable(file), "Skipped: this user may read every file.");
        assertRefused("main.pkr.hcl", "main.pkr.hcl");
    }

    @Test
    void aDirectoryInPlaceOfAVariableFileIsNamed() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), "");
        Files.createDirectory(directory.resolve("values.pkrvars.hcl"));
        assertRefused("main.pkr.hcl", List.of("-var-file=values.pkrvars.hcl"), "values.pkrvars.hcl");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedAtTheFirstWrongByte() throws IOException {
        Files.write(
                directory.resolve("main.pkr.hcl"),
                "variable \"a\" {\n  default = \"caf\u00e9\"\n}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("main.pkr.hcl", "main.pkr.hcl line 2", "UTF-8");
    }

    @Test
    void tenMegabytesOfBracketsAreRefusedSoon() throws IOException {
        byte[] brackets = new byte[10_000_000];
        Arrays.fill(brackets, (byte) '[');
        Files.write(directory.resolve("main.pkr.hcl"), "a = ".getBytes(StandardCharsets.UTF_8));
        Files.write(directory.resolve("main.pkr.hcl"), brackets, java.nio.file.StandardOpenOption.APPEND);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertRefused("main.pkr.hcl", "main.pkr.hcl line 1", "too deep"));
    }

    @Test
    void anUndeclaredVariableOnTheCommandLineIsNamed() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), "");
        assertRefused("main.pkr.hcl", List.of("-var", "regoin=eu"), "regoin");
    }

    @Test
    void aVariableWithoutAValueOnTheCommandLineIsExplained() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), "");
        assertRefused("main.pkr.hcl", List.of("-var", "region"), "NAME=VALUE");
    }

    private void assertRefused(String template, String... named) {
        assertRefused(template, List.of(), named);
    }

    private void assertRefused(String template, List<String> flags, String... named) {
        List<String> line = new java.util.ArrayList<>(List.of("validate"));
        line.addAll(flags);
        line.add(template);
        Ended ended = packer(directory, line.toArray(String[]::new));
        assertThat(ended.output).contains(named).doesNotContain("\tat ", "Exception");
        assertThat(ended.exitCode).isEqualTo(1);
    }

    private record Ended(int exitCode, String output) {}

    private static Ended packer(Path directory, String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(new byte[0]), stream, stream, Map.of(), directory, distribution());
        int exitCode = new PackerProgram(surroundings).run(line);
        return new Ended(exitCode, output.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIRECTORY"));
    }

    /** The docker component as its own module built it; only a distribution has it beside the command. */
    private static Path distribution() {
        return Path.of("target/packer").toAbsolutePath();
    }
}
