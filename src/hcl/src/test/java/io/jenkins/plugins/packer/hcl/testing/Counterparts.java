package io.jenkins.plugins.packer.hcl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs by others that tests compare with. One that is missing makes a test fail when the system property
 * {@code counterparts} is {@code required}, and is skipped by name otherwise.
 */
public final class Counterparts {
    private static final Path DEBIAN_GO_LIBRARIES = Path.of("/usr/share/gocode");
    /** Seen from any module under src. */
    private static final Path ORACLE_FOLDER = Path.of("../hcl/src/test/oracle");

    private static final Path ORACLE_PROGRAM = Path.of("target/hcl-oracle");

    private Counterparts() {}

    /**
     * The oracle built with the very libraries of the Packer that we follow, where a developer has them at hand; then
     * no difference between versions explains anything. See docs/testing.md.
     */
    private static final @Nullable String EXACT_ORACLE = System.getProperty("hcl.oracle");

    /** Whether the oracle has Debian's older libraries, which differ from those that we follow in known ways. */
    public static boolean oracleIsOlder() {
        return EXACT_ORACLE == null;
    }

    /** Starts hclsyntax, HCL's Go implementation, behind our own small program; the caller closes it. */
    public static HclOracle hclOracle() {
        if (EXACT_ORACLE != null) {
            return start(Path.of(EXACT_ORACLE));
        }
        requirePresent(
                isOnPath("go")
                        && Files.isDirectory(DEBIAN_GO_LIBRARIES.resolve("src/github.com/hashicorp/hcl/v2/hclsyntax")),
                "hclsyntax (Debian packages golang-go and golang-github-hashicorp-hcl-v2-dev)");
        try {
            return start(buildOracle());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot build the programs of " + ORACLE_FOLDER, e);
        }
    }

    private static HclOracle start(Path program) {
        try {
            return new HclOracle(program);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the oracle " + program, e);
        }
    }

    private static void requirePresent(boolean present, String name) {
        if (present) {
            return;
        }
        if ("required".equals(System.getProperty("counterparts"))) {
            Assertions.fail("Missing counterpart: " + name);
        }
        Assumptions.abort("Skipped for want of a counterpart: " + name);
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static synchronized Path buildOracle() throws IOException {
        List<Path> sources = oracleSources();
        if (isNewerThanAll(sources)) {
            return ORACLE_PROGRAM;
        }
        Path workspace = Files.createDirectories(Path.of("target/go").toAbsolutePath());
        Path log = workspace.resolve("build.log");
        List<String> command = new ArrayList<>(List.of("go", "build", "-o", ORACLE_PROGRAM.toString()));
        sources.forEach(source -> command.add(source.toString()));
        ProcessBuilder build =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        build.environment().put("GO111MODULE", "off");
        build.environment().put("GOPATH", workspace + ":" + DEBIAN_GO_LIBRARIES);
        build.environment().put("GOFLAGS", "");
        build.environment().putIfAbsent("GOCACHE", workspace.resolve("cache").toString());
        Process process = build.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException("go build failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted during go build", e);
        }
        return ORACLE_PROGRAM;
    }

    private static List<Path> oracleSources() throws IOException {
        try (Stream<Path> files = Files.list(ORACLE_FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".go"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isNewerThanAll(List<Path> sources) throws IOException {
        if (!Files.exists(ORACLE_PROGRAM)) {
            return false;
        }
        for (Path source : sources) {
            if (modified(ORACLE_PROGRAM).compareTo(modified(source)) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static FileTime modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path);
    }
}
