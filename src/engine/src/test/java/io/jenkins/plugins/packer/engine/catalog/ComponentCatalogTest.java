package io.jenkins.plugins.packer.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real folders of jars, compiled here: classes that a component sees must not be on the test's class path. */
class ComponentCatalogTest {
    @TempDir
    Path directory;

    @Test
    void aFolderIsLoadedOnlyWhenOneOfItsTypesIsAskedFor() throws Exception {
        component("moon", "moon-rock", true);
        Path root = directory.resolve("components");
        Files.writeString(root.resolve("moon/broken.txt"), "");
        folder("unusable", "builder unusable\n");
        try (ComponentCatalog catalog = new ComponentCatalog(new OwnComponents(), List.of(root))) {
            assertThat(catalog.has(ComponentKind.BUILDER, "moon-rock")).isTrue();
            assertThat(catalog.has(ComponentKind.PROVISIONER, "moon-rock")).isFalse();
            assertThat(System.getProperty("loaded.moon")).isNull();

            Builder<?> builder = catalog.builder("moon-rock");

            assertThat(System.getProperty("loaded.moon")).isEqualTo("yes");
            assertThat(builder.type()).isEqualTo("moon-rock");
            assertThat(catalog.builder("moon-rock")).isSameAs(builder);
            assertThat(catalog.reaper("moon-rock.thing").kind()).isEqualTo("moon-rock.thing");
            assertThatThrownBy(() -> catalog.builder("unusable"))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("its jars do not have it");
        } finally {
            System.clearProperty("loaded.moon");
        }
    }

    @Test
    void aComponentSeesTheEngineButNotItsLibraries() throws Exception {
        component("mars", "mars-rock", true);
        try (ComponentCatalog catalog = catalog()) {
            ClassLoader loader = catalog.builder("mars-rock").getClass().getClassLoader();

            assertThat(loader.loadClass(Builder.class.getName())).isSameAs(Builder.class);
            assertThat(loader.loadClass("io.jenkins.plugins.packer.report.RunEvent")
                            .getName())
                    .isNotBlank();
            assertThat(loader.loadClass("java.sql.Connection").getName()).isNotBlank();
            assertThatThrownBy(() -> loader.loadClass("com.fasterxml.jackson.core.JsonFactory"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.getResource("com/fasterxml/jackson/core/JsonFactory.class"))
                    .isNull();
        } finally {
            System.clearProperty("loaded.mars");
        }
    }

    @Test
    void aFolderWithoutAnIndexIsAskedThroughItsJars() throws Exception {
        component("venus", "venus-rock", false);
        try (ComponentCatalog catalog = catalog()) {
            assertThat(catalog.list())
                    .containsExactly(
                            new ComponentCatalog.Listed(ComponentKind.BUILDER, "null", ""),
                            new ComponentCatalog.Listed(ComponentKind.BUILDER, "venus-rock", "venus"),
                            new ComponentCatalog.Listed(ComponentKind.PROVISIONER, "shell-local", ""),
                            new ComponentCatalog.Listed(ComponentKind.FUNCTION, "venus_rock", "venus"),
                            new ComponentCatalog.Listed(ComponentKind.REAPER, "venus-rock.thing", "venus"));
        } finally {
            System.clearProperty("loaded.venus");
        }
    }

    @Test
    void aFunctionIsCalledInTheFolderThatBringsIt() throws Exception {
        component("pluto", "pluto-rock", true);
        TemplateFunction.Caller caller =
                new TemplateFunction.Caller(Map.of("PLACE", "far"), directory, new Cancellation());
        try (ComponentCatalog catalog = catalog()) {
            FunctionCalls calls = new FunctionCalls(catalog, caller);
            assertThat(System.getProperty("loaded.pluto")).isNull();
            assertThat(calls.call("pluto_rock", Arrays.asList("a", null))).isEqualTo("far[a, null]");
            assertThatThrownBy(() -> calls.call("sun_rock", List.of()))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageStartingWith("The components that bring the function sun_rock are not installed.");
        } finally {
            System.clearProperty("loaded.pluto");
        }
    }

    @ParameterizedTest
    @CsvSource({"dokcer-tag, docker-tag", "docker_tag, docker-tag", "nul, null", "shell-locale, ", "banana, "})
    void anUnknownTypeIsAnErrorWithASuggestion(String type, @Nullable String meant) throws Exception {
        folder("docker", "# made by the build\n\nbuilder docker\nbuilder docker-tag\nmoon-maker x\n");
        try (ComponentCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.builder(type))
                    .isInstanceOf(ComponentException.class)
                    .hasMessage("Unknown builder type \"" + type + "\"."
                            + (meant == null
                                    ? " See packer components for those there are."
                                    : " Did you mean \"" + meant + "\"?"));
        }
    }

    @Test
    void aTypeInTwoFoldersIsAnError() throws Exception {
        folder("one", "builder twin\n");
        folder("two", "builder twin\n");
        try (ComponentCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.builder("twin"))
                    .hasMessageContaining("Two folders offer the builder twin");
        }
    }

    @Test
    void theEnginesOwnAreFoundWithoutReadingFolders() throws Exception {
        folder("bad", "nonsense\n");
        try (ComponentCatalog catalog = catalog()) {
            assertThat(catalog.provisioner("shell-local").type()).isEqualTo("shell-local");
            assertThatThrownBy(() -> catalog.provisioner("other")).hasMessageContaining("\"nonsense\"");
        }
    }

    @Test
    void aMissingReaperIsAnErrorThatSaysWhatToDo() throws Exception {
        try (ComponentCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.reaper("amazon.instance")).hasMessageContaining("kind amazon.instance");
        }
    }

    @Test
    void eachFoldersIndexIsWrittenFromItsJars() throws Exception {
        component("pluto", "pluto-rock", false);
        Path folder = directory.resolve("components/pluto");
        Files.writeString(folder.resolve("components.index"), "builder that-was-there-once\n");
        try {
            ComponentIndexWriter.write(folder.getParent());
        } finally {
            System.clearProperty("loaded.pluto");
        }

        assertThat(folder.resolve("components.index"))
                .hasContent("set sky.Sky\nbuilder pluto-rock\nfunction pluto_rock\nreaper pluto-rock.thing\n");
        try (ComponentCatalog catalog = catalog()) {
            assertThat(catalog.builder("pluto-rock").type()).isEqualTo("pluto-rock");
        } finally {
            System.clearProperty("loaded.pluto");
        }
        Path empty = Files.createDirectories(directory.resolve("others/empty"));
        assertThatThrownBy(() -> ComponentIndexWriter.write(empty.getParent()))
                .hasMessageContaining("no components in " + empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sky.Missing", "java.lang.String", "java.util.List"})
    void anIndexThatNamesAnotherVersionsClassIsAnError(String set) throws Exception {
        component("pluto", "rock", false);
        folder("pluto", "set " + set + "\nbuilder rock\n");
        try (ComponentCatalog catalog = catalog()) {
            assertThatThrownBy(() -> catalog.builder("rock"))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("cannot be loaded; they may be made for another version")
                    .hasMessageContaining(directory.resolve("components/pluto").toString());
        }
    }

    private ComponentCatalog catalog() {
        return new ComponentCatalog(
                new OwnComponents(), List.of(directory.resolve("components"), directory.resolve("no-such-root")));
    }

    private void folder(String name, String index) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("components").resolve(name));
        Files.writeString(folder.resolve("components.index"), index);
    }

    private void component(String name, String type, boolean indexed) throws IOException {
        if (indexed) {
            folder(name, "builder " + type + "\nfunction " + function(type) + "\nreaper " + type + ".thing\n");
        }
        Path folder = Files.createDirectories(directory.resolve("components").resolve(name));
        Path sources = Files.createDirectories(directory.resolve("src-" + name).resolve("sky"));
        Path source = sources.resolve("Sky.java");
        Files.writeString(
                source,
                SOURCE.replace("NAME", name).replace("FUNCTION", function(type)).replace("TYPE", type));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                sources.getParent().toString(),
                source.toString());
        assertThat(result).isZero();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> classes = Files.list(sources)) {
            for (Path file :
                    classes.filter(path -> path.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new JarEntry("sky/" + file.getFileName()));
                Files.copy(file, jar);
            }
            jar.putNextEntry(new JarEntry("META-INF/services/io.jenkins.plugins.packer.engine.component.ComponentSet"));
            jar.write("sky.Sky\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static String function(String type) {
        return type.replace('-', '_');
    }

    private static final String SOURCE = """
            package sky;
            import io.jenkins.plugins.packer.engine.component.*;
            import io.jenkins.plugins.packer.engine.resource.*;
            import java.util.*;
            public class Sky implements ComponentSet {
                static { System.setProperty("loaded.NAME", "yes"); }
                public record Options() {}
                public static class Rock implements Builder<Options> {
                    public String type() { return "TYPE"; }
                    public String summary() { return "A rock."; }
                    public Class<Options> configurationType() { return Options.class; }
                    public Artifact build(Options options, BuildContext context) { return null; }
                }
                public static class Broom implements ResourceReaper {
                    public String kind() { return "TYPE.thing"; }
                    public void reap(Resource r, String id, Map<String, String> e,
                            io.jenkins.plugins.packer.engine.run.Cancellation c) {}
                }
                private final List<Builder<?>> builders = List.of(new Rock());
                public List<Builder<?>> builders() { return builders; }
                public List<TemplateFunction> functions() {
                    return List.of(new TemplateFunction() {
                        public String name() { return "FUNCTION"; }
                        public String call(List<String> arguments, Caller caller) {
                            return caller.environment().get("PLACE") + arguments;
                        }
                    });
                }
                public List<ResourceReaper> reapers() { return List.of(new Broom()); }
            }
            """;

    /** An engine with one builder and one provisioner. */
    private static final class OwnComponents implements ComponentSource {
        record Options() {}

        @Override
        public List<String> types(ComponentKind kind) {
            return switch (kind) {
                case BUILDER -> List.of("null");
                case PROVISIONER -> List.of("shell-local");
                default -> List.of();
            };
        }

        @Override
        public @Nullable Builder<?> builder(String type) {
            return null;
        }

        @Override
        public @Nullable Provisioner<?> provisioner(String type) {
            return "shell-local".equals(type) ? new ShellLocal() : null;
        }

        @Override
        public @Nullable PostProcessor<?> postProcessor(String type) {
            return null;
        }

        @Override
        public @Nullable ResourceReaper reaper(String kind) {
            return null;
        }

        private record ShellLocal() implements Provisioner<Options> {
            @Override
            public String type() {
                return "shell-local";
            }

            @Override
            public String summary() {
                return "Does nothing.";
            }

            @Override
            public Class<Options> configurationType() {
                return Options.class;
            }

            @Override
            public void provision(
                    Options configuration, io.jenkins.plugins.packer.engine.component.ProvisionContext context) {}
        }
    }
}
