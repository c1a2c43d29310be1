package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of {@code docs/provisioners.md}, as a reader would copy it. */
class ProvisionersPageIT {
    private static final Path REPOSITORY = Path.of(System.getProperty("packer.repository"));
    private static final Pattern BLOCK =
            Pattern.compile("```hcl\n(provisioner \"([a-z-]+)\" \\{\n.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    /** The page's blocks by provisioner; several of one are one text. */
    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher matcher = BLOCK.matcher(Files.readString(REPOSITORY.resolve("docs/provisioners.md")));
        while (matcher.find()) {
            blocks.merge(matcher.group(2), matcher.group(1), String::concat);
        }
        return blocks;
    }

    @Test
    void everyProvisionerHasAnExample() throws IOException {
        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "components");
        Set<String> expected = new TreeSet<>();
        Matcher provisioner = Pattern.compile("^provisioner \"([a-z-]+)\":", Pattern.MULTILINE)
                .matcher(ended.output());
        while (provisioner.find()) {
            expected.add(provisioner.group(1));
        }
        expected.removeAll(Set.of("sleep", "breakpoint"));
        assertThat(expected).contains("shell", "ansible");
        assertThat(blocks().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyBlockIsValid() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home/.chef"));
        Files.writeString(home.resolve("validation.pem"), "a key");
        for (Map.Entry<String, String> block : blocks().entrySet()) {
            Path example = copyOfExample(block.getKey());
            Files.writeString(
                    example.resolve("page.pkr.hcl"),
                    "source \"null\" \"page\" {\n  communicator = \"none\"\n}\nbuild {\n  sources = [\"null.page\"]\n"
                            + block.getValue() + "}\n");
            PackerProcess.Ended ended = PackerProcess.run(
                    example,
                    Map.of("HOME", directory.resolve("home").toString(), "PATH", ansible(example)),
                    "validate",
                    "page.pkr.hcl");
            assertThat(ended.exitCode())
                    .as(block.getKey() + ": " + ended.output())
                    .isZero();
            assertThat(ended.output()).isEqualTo("Template validated successfully.\n");
        }
    }

    @Test
    void theBlocksOfScriptsAndFilesAreThoseOfTheWholeExample() throws IOException {
        List<String> example = Files.readAllLines(REPOSITORY.resolve("docs/examples/shell/web.pkr.hcl"));
        for (String type : List.of("shell", "file", "shell-local")) {
            for (String block : blocks().get(type).split("(?<=\n}\n)")) {
                assertThat(example).containsSequence(block.indent(2).lines().toList());
            }
        }
    }

    /** A directory with the files that the page's block names; empty where it names none. */
    private Path copyOfExample(String type) throws IOException {
        Path from = REPOSITORY
                .resolve("docs/examples")
                .resolve(Set.of("file", "shell-local").contains(type) ? "shell" : type);
        Path to = Files.createDirectory(directory.resolve(type));
        if (!Files.isDirectory(from)) {
            return to;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Files.delete(to.resolve("web.pkr.hcl"));
        return to;
    }

    /** A PATH on which there is an ansible-playbook, on machines that have none as well. */
    private static String ansible(Path directory) throws IOException {
        Path program = directory.resolve("ansible-playbook");
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return directory + ":" + System.getenv("PATH");
    }
}
