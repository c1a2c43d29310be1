package io.jenkins.plugins.packer.hcl.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that tests of the language and of its layout share. */
public final class Corpus {
    private static final Path FOLDER = Path.of("src/test/resources/corpus");

    private Corpus() {}

    /** All of them, always in the same order. */
    public static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A corpus file is a configuration, or by its name's end an expression or a bare template. */
    public static String mode(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".expr") ? "expr" : name.endsWith(".tpl") ? "template" : "config";
    }
}
