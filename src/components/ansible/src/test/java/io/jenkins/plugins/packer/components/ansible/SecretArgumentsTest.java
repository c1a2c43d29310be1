package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretArgumentsTest {
    @TempDir
    Path directory;

    @Test
    void variablesWithASecretGoByFile() throws Exception {
        TestContext context = new TestContext(directory, List.of(new FileReaper()));
        context.secrets().add("hunter2");
        try (PrivateFiles files = PrivateFiles.create(context)) {
            SecretArguments secrets = new SecretArguments(context, files);
            List<String> hidden = secrets.hidden(List.of(
                    "--extra-vars",
                    "a=1 pass=hunter2 b='x y'",
                    "-e",
                    "plain=1",
                    "--extra-vars={\"p\": \"hunter2\"}",
                    "-ep=hunter2",
                    "-vv"));
            assertThat(String.join(" ", hidden)).doesNotContain("hunter2");
            assertThat(hidden).hasSize(9).contains("plain=1", "-vv").startsWith("--extra-vars");
            assertThat(Files.readString(Path.of(hidden.get(1).substring(1))))
                    .isEqualTo("{\"a\":\"1\",\"b\":\"x y\",\"pass\":\"hunter2\"}");
            assertThat(Files.readString(Path.of(hidden.get(5).substring(1)))).isEqualTo("{\"p\": \"hunter2\"}");
            assertThat(hidden.get(4)).isEqualTo("-e");
            assertThat(Files.readString(Path.of(hidden.get(7).substring(1)))).isEqualTo("{\"p\":\"hunter2\"}");
        }
        assertThat(context.ui().lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--vault-password-file=hunter2", "--extra-vars=hunter2", "-ep=a\\thunter2"})
    void whatCannotGoByFileIsWarnedOf(String argument) throws Exception {
        TestContext context = new TestContext(directory, List.of(new FileReaper()));
        context.secrets().add("hunter2");
        try (PrivateFiles files = PrivateFiles.create(context)) {
            assertThat(String.join(" ", new SecretArguments(context, files).hidden(List.of(argument))))
                    .contains("hunter2");
        }
        assertThat(context.ui().lines()).singleElement().asString().contains("Warning", "extra_arguments");
    }

    @Test
    void aValueWhoseNameTellsThatItIsSecretIsOne() throws Exception {
        TestContext context = new TestContext(directory, List.of(new FileReaper()));
        try (PrivateFiles files = PrivateFiles.create(context)) {
            new SecretArguments(context, files).learn(List.of("My_PassWord=first", "api_secret=second", "x=third"));
        }
        assertThat(context.secrets().redact("first second third")).isEqualTo("<sensitive> <sensitive> third");
    }

    @Test
    void assignmentsAreReadAsAnsibleDoes() {
        assertThat(SecretArguments.assignments("a=1 b=\"x y\" c='' d={{ x y }} e==f"))
                .contains(Map.of("a", "1", "b", "x y", "c", "", "d", "{{ x y }}", "e", "=f"));
        assertThat(SecretArguments.assignments("word")).isEmpty();
        assertThat(SecretArguments.assignments("=x")).isEmpty();
    }
}
