package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/compatibility.md claims is there: each test that it names, and a row for each function. */
class CompatibilityTableTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

    /** A row of a table, and the name of a class or a method alone in it. */
    private static final Pattern NAMED_CLASS = Pattern.compile("(?m)^\\|.*`([A-Z]\\w*(?:Test|IT))`");

    private static final Pattern TEST_ANNOTATION =
            Pattern.compile("\n    @(Test|ParameterizedTest|Property|Example)\\b");

    private static String table() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/compatibility.md"));
    }

    private static Map<String, Path> testClasses() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java"))
                    .forEach(file -> found.put(file.getFileName().toString().replace(".java", ""), file));
        }
        return found;
    }

    @Test
    void everyTestThatTheTableNamesExists() throws IOException {
        Map<String, Path> classes = testClasses();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED_TEST.matcher(table());
        int count = 0;
        while (named.find()) {
            count++;
            Path file = classes.get(named.group(1));
            if (file == null || !isTest(Files.readString(file), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(FunctionCatalog.NAMES.size());
    }

    @Test
    void everyClassThatARowNamesAsAWholeExists() throws IOException {
        assertThat(NAMED_CLASS.matcher(table()).results().map(found -> found.group(1)))
                .isSubsetOf(testClasses().keySet());
    }

    @Test
    void everyRowThatSaysWhatIsProvedNamesATest() throws IOException {
        assertThat(table().lines()
                        .dropWhile(line -> !line.startsWith("## Language"))
                        .takeWhile(line -> !line.startsWith("## What newer Packer releases changed"))
                        .filter(line -> line.startsWith("| ")
                                && !line.contains("proved by |")
                                && !line.contains("| test that proves it |")))
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(line).containsPattern("`[A-Z]\\w*(Test|IT)(#\\w+)?`"));
    }

    /** Whether the method is there, with an annotation of a test after the end of the member before it. */
    private static boolean isTest(String source, String method) {
        int place = source.indexOf("\n    void " + method + "(");
        int before = source.lastIndexOf("\n    }\n", place);
        return place >= 0
                && TEST_ANNOTATION
                        .matcher(source.substring(Math.max(0, before), place + 1))
                        .find();
    }

    @Test
    void everyFunctionHasARowWithATest() throws IOException {
        String table = table();
        List<String> names = new ArrayList<>(FunctionCatalog.NAMES);
        names.add("env");
        for (String name : names) {
            assertThat(Pattern.compile("(?m)^\\| `" + name + "` \\| `\\w+#\\w+`")
                            .matcher(table)
                            .find())
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void everyFunctionOfTheRandomCallsExists() {
        assertThat(FunctionCatalog.NAMES).containsAll(CallGenerator.listed());
    }
}
