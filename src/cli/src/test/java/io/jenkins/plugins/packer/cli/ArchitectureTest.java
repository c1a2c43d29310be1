package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the walls of the house: who may name whom, over the sources of every module. */
class ArchitectureTest {
    private static final Pattern OWN_PACKAGE = Pattern.compile(
            "\\bio\\.jenkins\\.plugins\\.packer\\.(components\\.[a-z]\\w*|hcl|report|engine|cli|pipeline)\\b");
    private static final Pattern JENKINS_TYPE =
            Pattern.compile("(?<![\\w.])(hudson|jenkins|org\\.jenkinsci|org\\.kohsuke\\.stapler)\\.\\w");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\s*\\.\\s*(out|err)\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b|\\bTimeUnit\\.\\w+\\s*\\.\\s*sleep\\b");
    private static final Pattern COMMAND_LINE_LIBRARY = Pattern.compile("\\borg\\.apache\\.commons\\.cli\\b");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern EMPTY_NAME = Pattern.compile(".+(Manager|Helper|Util|Utils|Impl)(Test)?\\.java");
    /** What is not code: comments, text blocks, strings and characters. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);

    /** One Java file: the module that it belongs to ({@code engine}, {@code components.docker}), and its text. */
    record Source(Path file, String module, boolean test, String text) {
        /** The text without what the compiler does not read as a name. */
        String code() {
            return NOT_CODE.matcher(text).replaceAll(" ");
        }
    }

    static Stream<Source> sources() throws IOException {
        Path top = root().resolve("src");
        List<Source> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                Path inside = top.relativize(file);
                int main = indexOf(inside, "src");
                if (main > 0 && !contains(inside, "target")) {
                    String module =
                            inside.subpath(0, main).toString().replace('/', '.').replace('\\', '.');
                    found.add(new Source(
                            inside,
                            module,
                            inside.getName(main + 1).toString().equals("test"),
                            Files.readString(file)));
                }
            }
        }
        return found.stream();
    }

    static Stream<String> modules() throws IOException {
        return sources().map(Source::module).distinct();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleNamesOnlyTheModulesBelowIt(String module) throws IOException {
        Set<String> below = below(module);
        assertThat(sources().filter(source -> source.module().equals(module)))
                .allSatisfy(source -> assertThat(modulesNamedBy(source)).isSubsetOf(below));
    }

    @Test
    void onlyThePluginNamesJenkinsTypes() throws IOException {
        assertThat(offenders(
                        source -> !source.module().equals("plugin")
                                && !source.module().equals("jenkins-api"),
                        JENKINS_TYPE))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLinePrintsToTheConsole() throws IOException {
        assertThat(offenders(source -> !source.test() && !source.module().equals("cli"), CONSOLE))
                .isEmpty();
    }

    @Test
    void onlyTheTwoClassesThatDeclareAndReadFlagsKnowTheirLibrary() throws IOException {
        assertThat(offenders(source -> true, COMMAND_LINE_LIBRARY))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("FlagReader.java", "Flags.java");
    }

    @Test
    void nothingSleeps() throws IOException {
        assertThat(offenders(source -> true, SLEEP)).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(sources().filter(source -> UNFINISHED.matcher(source.text()).find()))
                .extracting(Source::file)
                .isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() throws IOException {
        // The names of Jenkins's types are not ours to choose.
        assertThat(sources()
                        .filter(source -> !source.module().equals("jenkins-api"))
                        .map(source -> source.file().getFileName().toString()))
                .noneMatch(EMPTY_NAME.asMatchPredicate());
    }

    @Test
    void everyModuleOfTheBuildIsLookedAt() throws IOException {
        assertThat(modules()).contains("hcl", "report", "engine", "cli");
        assertThat(sources()).extracting(Source::module).allSatisfy(ArchitectureTest::below);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io.jenkins.plugins.packer.engine.run.Redactor;",
                "import static io.jenkins.plugins.packer.engine.run.Redactor.REPLACEMENT;",
                "class A { io.jenkins.plugins.packer.engine.run.Redactor r; }",
                "String s = \"a\\\"//\"; io.jenkins.plugins.packer.engine.run.Redactor r;",
                "char c = '\"'; io.jenkins.plugins.packer.engine.run.Redactor r; char d = '\"';",
            })
    void aNamedModuleIsSeenInCode(String text) {
        assertThat(modulesNamedBy(new Source(Path.of("A.java"), "hcl", false, text)))
                .containsExactly("engine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// io.jenkins.plugins.packer.engine.run",
                "/* a\n io.jenkins.plugins.packer.engine.run */",
                "String s = \"io.jenkins.plugins.packer.engine.run\";",
                "String s = \"\"\"\n \"io.jenkins.plugins.packer.engine.run\" \"\"\";",
                "import io.jenkins.plugins.packer.enginery.A;",
            })
    void aModuleThatOnlyTextMentionsIsNotNamed(String text) {
        assertThat(modulesNamedBy(new Source(Path.of("A.java"), "hcl", false, text)))
                .isEmpty();
    }

    @Test
    void aJenkinsTypeIsToldFromThisProjectsPackages() {
        assertThat(JENKINS_TYPE.matcher("import hudson.model.Run;").find()).isTrue();
        assertThat(JENKINS_TYPE.matcher("import jenkins.model.Jenkins;").find()).isTrue();
        assertThat(JENKINS_TYPE
                        .matcher("import io.jenkins.plugins.packer.hcl.Body;")
                        .find())
                .isFalse();
    }

    /** The project's modules that a module may name, itself among them. */
    private static Set<String> below(String module) {
        if (module.startsWith("components.")) {
            return Set.of(module, "engine", "hcl", "report");
        }
        return switch (module) {
            case "hcl" -> Set.of("hcl");
            case "report" -> Set.of("report");
            case "engine" -> Set.of("engine", "hcl", "report");
            case "cli" -> Set.of("cli", "engine", "hcl", "report");
            case "plugin" -> Set.of("pipeline", "report");
            case "jenkins-api", "option-index", "symbol-index" -> Set.of();
            case "benchmark" -> Set.of("benchmark", "hcl");
            default -> throw new AssertionError("docs/architecture.md knows no module " + module);
        };
    }

    private static Set<String> modulesNamedBy(Source source) {
        Matcher names = OWN_PACKAGE.matcher(source.code());
        return new TreeSet<>(names.results().map(name -> name.group(1)).toList());
    }

    private static List<Path> offenders(Predicate<Source> where, Pattern what) throws IOException {
        return sources()
                .filter(where)
                .filter(source -> what.matcher(source.code()).find())
                .map(Source::file)
                .toList();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("src/hcl"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new UncheckedIOException(new IOException("not inside the project's sources"));
            }
        }
        return directory;
    }

    private static int indexOf(Path path, String name) {
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getName(i).toString().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(Path path, String name) {
        return indexOf(path, name) >= 0;
    }
}
