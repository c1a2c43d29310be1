package io.jenkins.plugins.packer.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinComponentsTest {
    private static final String PACKAGE = "io.jenkins.plugins.packer.engine.builtin.";

    static Stream<String> optionsOfPacker() throws IOException {
        try (InputStream table = BuiltinComponentsTest.class.getResourceAsStream("options.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("optionsOfPacker")
    void everyOptionThatPackerHasIsDeclaredOrRefusedByName(String row) {
        String[] columns = row.split(" ");
        Component<?> component = component(columns[0], columns[1]);
        Set<String> known = new TreeSet<>(TestConfiguration.names(component.configurationType()));
        ConfigurationSchema.of(component.configurationType()).refused().forEach((option, reason) -> {
            assertThat(reason).isNotBlank();
            assertThat(known.add(option)).as(option).isTrue();
        });
        assertThat(known).containsExactly(columns[2].split(","));
    }

    private static Component<?> component(String kind, String type) {
        BuiltinComponents components = new BuiltinComponents();
        return switch (kind) {
            case "builder" -> components.builder(type);
            case "provisioner" -> components.provisioner(type);
            case "data-source" -> components.dataSource(type);
            default -> components.postProcessor(type);
        };
    }

    @Test
    void lookingUpByTypeFindsEachListedComponentAndNoOther() {
        BuiltinComponents components = new BuiltinComponents();
        for (String type : components.types(ComponentKind.BUILDER)) {
            assertThat(components.builder(type))
                    .isNotNull()
                    .extracting(Component::type)
                    .isEqualTo(type);
        }
        for (String type : components.types(ComponentKind.PROVISIONER)) {
            assertThat(components.provisioner(type))
                    .isNotNull()
                    .extracting(Component::type)
                    .isEqualTo(type);
        }
        for (String type : components.types(ComponentKind.POST_PROCESSOR)) {
            assertThat(components.postProcessor(type))
                    .isNotNull()
                    .extracting(Component::type)
                    .isEqualTo(type);
        }
        for (String type : components.types(ComponentKind.DATA_SOURCE)) {
            assertThat(components.dataSource(type))
                    .isNotNull()
                    .extracting(Component::type)
                    .isEqualTo(type);
        }
        for (String kind : components.types(ComponentKind.REAPER)) {
            assertThat(components.reaper(kind))
                    .isNotNull()
                    .extracting(ResourceReaper::kind)
                    .isEqualTo(kind);
        }
        assertThat(components.builder("docker")).isNull();
        assertThat(components.provisioner("compress")).isNull();
        assertThat(components.postProcessor("shell")).isNull();
        assertThat(components.dataSource("amazon-ami")).isNull();
        assertThat(components.reaper("docker.container")).isNull();
    }

    @Test
    void lookingUpOneComponentLoadsNoClassOfAnother() throws Exception {
        Recorder loader = new Recorder();
        Object set =
                loader.loadClass(PACKAGE + "BuiltinComponents").getConstructor().newInstance();
        set.getClass().getMethod("provisioner", String.class).invoke(set, "shell-local");
        assertThat(loader.loaded)
                .contains(PACKAGE + "shelllocal.ShellLocalProvisioner")
                .allMatch(
                        name -> name.startsWith(PACKAGE + "shelllocal.") || name.equals(PACKAGE + "BuiltinComponents"));
    }

    /** Loads the built-in components itself and keeps their names. */
    private static final class Recorder extends ClassLoader {
        private final List<String> loaded = new ArrayList<>();

        Recorder() {
            super(BuiltinComponentsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith(PACKAGE)) {
                return known == null ? super.loadClass(name, resolve) : known;
            }
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                loaded.add(name);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
