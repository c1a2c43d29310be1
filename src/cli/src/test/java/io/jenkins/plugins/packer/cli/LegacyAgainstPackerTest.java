package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The legacy JSON templates of {@code legacy-templates} with Debian's Packer 1.6.6 beside us, or with the Packer that the
 * environment variable {@code PACKER_TEST_PACKER} names.
 */
class LegacyAgainstPackerTest {
    private static final Path PACKER = Path.of(System.getenv().getOrDefault("PACKER_TEST_PACKER", "/usr/bin/packer"));
    private static final Path TEMPLATES = Path.of("src/test/resources/legacy-templates");

    /** Templates of builders and post-processors that are not built into the engine. */
    private static final Set<String> OTHERS_COMPONENTS = Set.of("docker", "vagrant", "ssh");

    /** Why 1.6.6 makes something else of a template than newer versions, whose results are in the golden files. */
    private static final Map<String, String> NEWER_UPGRADES = new LinkedHashMap<>();

    static {
        String locals = "1.7.1 makes locals of variables that refer to others";
        String data = "1.7.0 makes data sources of source_ami_filter";
        String placeholders = "1.8.4 lays out placeholders anew";
        String undeclared = "1.8.5 declares variables that are used and not declared";
        String own = "ours: names that HCL2 does not take, overrides and selections are made to fit";
        NEWER_UPGRADES.put("amazon-ebs-filter", data);
        NEWER_UPGRADES.put("amazon-old", undeclared);
        NEWER_UPGRADES.put("amazon-two-builders", "a later release replaces spaces in names");
        NEWER_UPGRADES.put("chained-variables", locals);
        NEWER_UPGRADES.put("conditions", "1.8.4 leaves control structures alone");
        NEWER_UPGRADES.put("docker-single-values", placeholders);
        NEWER_UPGRADES.put("docker-web", "1.7.1 keeps pause_before");
        NEWER_UPGRADES.put("error-cleanup", "a later release keeps the error-cleanup-provisioner");
        NEWER_UPGRADES.put("file-with-variables", locals);
        NEWER_UPGRADES.put("interpolated-names", own);
        NEWER_UPGRADES.put("named-post-processors", placeholders);
        NEWER_UPGRADES.put("selection", "1.6.6 panics at only and except");
        NEWER_UPGRADES.put("template-engine-quotes", "1.7.1 reads quotes in templates");
        NEWER_UPGRADES.put("virtualbox-iso", placeholders);
        NEWER_UPGRADES.put("virtualbox-old", "1.6.6 ends at unknown builders");
        NEWER_UPGRADES.put("vmware-iso-old", "1.6.6 ends at unknown builders");
    }

    @TempDir
    Path home;

    @BeforeAll
    static void requirePacker() {
        Counterpart.require("Packer 1.6.6", Files.isExecutable(PACKER), "Install Debian's package packer.");
    }

    static List<String> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreAtLeastTwentyFiveTemplates() throws IOException {
        assertThat(templates()).hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatFixPrintsIsWhatPackersFixPrintsToTheByte(String name) throws IOException {
        Path directory = directory(name);
        assertThat(here(directory, "fix", "-validate=false", name + ".json"))
                .isEqualTo(packer(directory, Map.of(), "fix", "-validate=false", name + ".json"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theFixedTemplateIsJudgedAsPackerJudgesIt(String name) throws IOException {
        Path directory = directory(name);
        assertThat(here(directory, "fix", name + ".json").exitCode())
                .isEqualTo(packer(directory, Map.of(), "fix", name + ".json").exitCode());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void inspectShowsWhatPackersInspectShows(String name) throws IOException {
        Path directory = directory(name);
        ProgramRun expected = packer(directory, Map.of(), "inspect", name + ".json");
        ProgramRun actual = here(directory, "inspect", name + ".json");
        assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
        if (expected.exitCode() == 0) {
            // The order of required variables is chance in Packer.
            assertThat(sortedLines(actual.output())).isEqualTo(sortedLines(expected.output()));
        }
    }

    @Test
    void inspectForProgramsShowsTheSame() throws IOException {
        Path directory = directory("selection");
        String[] line = {"inspect", "-machine-readable", "selection.json"};
        assertThat(withoutTimes(here(directory, line).output()))
                .isEqualTo(withoutTimes(packer(directory, Map.of(), line).output()));
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("(?m)^\\d+,", "");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void validateTakesWhatPackerTakes(String name) throws IOException {
        String text = Files.readString(TEMPLATES.resolve(name + ".json"));
        Path directory = directory(name);
        ProgramRun actual = here(directory, "validate", name + ".json");
        if (needsOthers(text, actual)) {
            return;
        }
        assertThat(actual.exitCode())
                .as(actual.output())
                .isEqualTo(
                        packer(directory, Map.of(), "validate", name + ".json").exitCode());
    }

    private static boolean needsOthers(String text, ProgramRun run) {
        return run.output().contains("Unknown source type")
                || OTHERS_COMPONENTS.stream()
                        .anyMatch(type ->
                                text.contains("\"type\": \"" + type) || text.contains("\"communicator\": \"" + type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file-with-variables",
                "chained-variables",
                "template-engine",
                "template-engine-quotes",
                "literals-like-hcl",
                "conditions"
            })
    void whatABuildRendersIsWhatPackerRenders(String name) throws IOException {
        Map<String, String> environment = Map.of("A", "1", "B", "2 3", "LOGNAME", "somebody", "HOME", home.toString());
        Path theirs = directory(name);
        packer(theirs, environment, "build", "-color=false", name + ".json");
        Path ours = directory(name);
        ProgramRun run = ProgramRun.of(ours, environment, "build", "-color=false", name + ".json");
        assertThat(run.exitCode()).as(run.output()).isZero();
        Map<String, String> expected = contents(theirs);
        assertThat(expected).hasSizeGreaterThan(1);
        assertThat(contents(ours)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-only=first", "-only=file,second", "-except=first,second", "-except=manifest,file"})
    void theSameBuildsRunForTheSameFlags(String flag) throws IOException {
        Path theirs = directory("selection");
        ProgramRun expected = packer(theirs, Map.of(), "build", "-color=false", flag, "selection.json");
        Path ours = directory("selection");
        ProgramRun actual = here(ours, "build", "-color=false", flag, "selection.json");
        assertThat(actual.exitCode()).isEqualTo(expected.exitCode());
        // Since 1.7 a build that has a name is shown with its type.
        assertThat(said(actual.output().replace("null.", ""))).isEqualTo(said(expected.output()));
        assertThat(contents(ours).keySet()).isEqualTo(contents(theirs).keySet());
    }

    /** What the scripts printed and which post-processors ran, build by build. */
    private static List<String> said(String output) {
        return output.lines()
                .filter(line -> line.startsWith("    ") || line.contains("Running post-processor"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatHcl2UpgradeWritesIsWhatPackerWritesApartFromWhatIsNewer(String name) throws IOException {
        if (NEWER_UPGRADES.containsKey(name)) {
            return;
        }
        Path directory = directory(name);
        packer(directory, Map.of(), "hcl2_upgrade", "-output-file=theirs.pkr.hcl", name + ".json");
        here(directory, "hcl2_upgrade", "-output-file=ours.pkr.hcl", name + ".json");
        if (Files.exists(directory.resolve("ours.pkr.hcl"))) {
            assertThat(withoutNews(Files.readString(directory.resolve("ours.pkr.hcl"))))
                    .isEqualTo(withoutNews(Files.readString(directory.resolve("theirs.pkr.hcl"))));
        } else {
            assertThat(name).isEqualTo("steps-old");
        }
    }

    /**
     * Without comments and blank lines, {@code required_plugins}, which 1.9.2 added, and the local {@code timestamp}, which
     * 1.6.6 writes whether it is used or not.
     */
    private static String withoutNews(String hcl) {
        String text = Pattern.compile("  required_plugins \\{\n(.*\n)*?  }\n")
                .matcher(hcl)
                .replaceAll("");
        return text.replace("packer {\n}\n", "")
                .lines()
                .map(line -> line.strip().replaceAll("\\s+=\\s+", " = "))
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("locals { timestamp"))
                .collect(Collectors.joining("\n"));
    }

    private Path directory(String name) throws IOException {
        Path directory = Files.createTempDirectory(home, "run");
        Files.copy(TEMPLATES.resolve(name + ".json"), directory.resolve(name + ".json"));
        return directory;
    }

    private static ProgramRun here(Path directory, String... line) {
        return ProgramRun.of(directory, "", line);
    }

    private ProgramRun packer(Path directory, Map<String, String> environment, String... line) throws IOException {
        List<String> command = new ArrayList<>(List.of(PACKER.toString()));
        command.addAll(Arrays.asList(line));
        Path errors = Files.createTempFile(home, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ProgramRun(process.waitFor(), output, Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sortedLines(String text) {
        return text.lines().sorted().toList();
    }

    /** The files that a build left, without what differs from run to run. */
    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                contents.put(
                        directory.relativize(file).toString(),
                        file.toString().endsWith("manifest.json") ? "" : text.replace(directory.toString(), "DIR"));
            }
        }
        return contents;
    }
}
