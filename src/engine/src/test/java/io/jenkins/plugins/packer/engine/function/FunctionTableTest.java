package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.hcl.eval.Function;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Functions that have no counterpart to compare with, or more to say than it: a table of calls and their values. */
class FunctionTableTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void writeFiles() throws Exception {
        Files.writeString(directory.resolve("hello.txt"), "Hello\n");
        Files.write(directory.resolve("latin1.txt"), new byte[] {(byte) 0xe9});
        Files.writeString(directory.resolve("greet.tpl"), "Hi ${name}%{ for n in list } ${upper(n)}%{ endfor }");
        Files.writeString(directory.resolve("number.tpl"), "${n}");
        Files.writeString(directory.resolve("broken.tpl"), "${");
        Files.writeString(directory.resolve("missing.tpl"), "${other}");
        Files.writeString(directory.resolve("self.tpl"), "${templatefile(\"self.tpl\", {})}");
        Path deep = Files.createDirectories(directory.resolve("sub/deep"));
        Files.writeString(deep.resolve("b.txt"), "");
        Files.writeString(directory.resolve("sub/a.txt"), "");
        Files.writeString(directory.resolve("sub/.hidden.txt"), "");
        Files.writeString(directory.resolve("sub/c1.md"), "");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "calls.txt", delimiterString = " => ", quoteCharacter = '\u0001')
    void aCallGives(String call, String result) {
        assertThat(Calls.evaluated(call, directory).replace(directory.toString(), "DIR"))
                .as(call)
                .isEqualTo(result);
    }

    @Test
    void everyListedFunctionExistsAndNoOther() {
        Map<String, Function> functions = Calls.functions(directory);
        assertThat(functions).hasSize(FunctionCatalog.NAMES.size()).doesNotContainValue(null);
        assertThat(FunctionCatalog.NAMES).doesNotHaveDuplicates().isSorted();
        assertThat(functions.get("env")).isNull();
    }

    @Test
    void aFunctionIsMadeOnce() {
        Map<String, Function> functions = Calls.functions(directory);
        assertThat(functions.get("upper")).isSameAs(functions.get("upper"));
    }

    @Test
    void theReferenceHasALineForEveryFunction() throws Exception {
        String reference = Files.readString(Path.of("../../docs/reference/functions.md"), StandardCharsets.UTF_8);
        for (String name : FunctionCatalog.NAMES) {
            assertThat(reference).contains("| `" + name + "(");
        }
    }

    @Test
    void bcryptMakesAHashThatBelongsToThePassword() {
        String result = Calls.evaluated("bcrypt(\"secret\", 5)");
        assertThat(result).startsWith("ok \"string\" \"$2a$05$");
        byte[] hash = result.substring("ok \"string\" \"".length(), result.length() - 1)
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(at.favre.lib.crypto.bcrypt.BCrypt.verifyer()
                        .verify("secret".getBytes(StandardCharsets.UTF_8), hash)
                        .verified)
                .isTrue();
    }

    @Test
    void aCompressedTextUnpacksToItself() throws Exception {
        String result = Calls.text("base64gzip(\"héllo\")");
        try (var in = new java.util.zip.GZIPInputStream(
                new java.io.ByteArrayInputStream(java.util.Base64.getDecoder().decode(result)))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("héllo");
        }
    }

    @Test
    void uuidsOfVersion4AreDifferentEachTime() {
        assertThat(Calls.evaluated("uuidv4()"))
                .isNotEqualTo(Calls.evaluated("uuidv4()"))
                .hasSize(50);
    }
}
