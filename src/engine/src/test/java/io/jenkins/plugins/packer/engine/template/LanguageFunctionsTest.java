package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.function.PackerFunctions;
import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that is told nothing else offers all functions of the language. */
class LanguageFunctionsTest {
    @TempDir
    private Path directory;

    private final Diagnostics diagnostics = new Diagnostics();

    private List<LocalVariable> locals(String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("images"));
        Files.writeString(folder.resolve("main.pkr.hcl"), text);
        Files.writeString(folder.resolve("motd.txt"), "hello");
        TemplateRequest request = new TemplateRequest("images", List.of(), Map.of(), Map.of(), directory, false);
        HttpRemoteValues remoteValues =
                new HttpRemoteValues(Map.of(), new Redactor(), (function, arguments) -> function);
        Instant start = Instant.parse("2026-11-23T01:02:03Z");
        PackerFunctions functions = new PackerFunctions(start, directory, Map.of(), remoteValues);
        return new TemplateReader(functions, new PackerRenderers(request, start, remoteValues))
                .parse(request, new SourceFiles(), diagnostics)
                .orElseThrow()
                .evaluate(dataSources(request), DataReading.of(DataReading.Extent.NEEDED, false), diagnostics)
                .locals();
    }

    private static DataSources dataSources(TemplateRequest request) {
        return new DataSources(
                FakeComponents.catalog(),
                new PackerRenderers(request, Instant.EPOCH, new TemplateTrial.NoRemoteValues()),
                request,
                new SilentUi(),
                new Cancellation(),
                new Redactor());
    }

    @Test
    void functionsOfTimeAndFilesKnowTheRunAndTheTemplatesDirectory() throws IOException {
        List<LocalVariable> locals = locals("""
                locals {
                  stamp = formatdate("YYYYMMDD", timestamp())
                  text  = upper(file("motd.txt"))
                }
                """);
        assertThat(diagnostics.asList()).isEmpty();
        assertThat(locals).extracting(local -> local.value().asString()).containsExactly("20261123", "HELLO");
    }

    @Test
    void anUnknownFunctionIsAnsweredWithTheClosestName() throws IOException {
        locals("locals {\n  a = uper(\"x\")\n}\n");
        assertThat(diagnostics.asList())
                .extracting(Diagnostic::detail)
                .containsExactly("There is no function named \"uper\". Did you mean \"upper\"?");
    }

    @Test
    void anArgumentsMistakePointsAtTheArgument() throws IOException {
        locals("locals {\n  a = cidrhost(\"10.0.0.0/30\", 9)\n}\n");
        assertThat(diagnostics.asList())
                .extracting(d -> d.subject() + ": " + d.detail())
                .containsExactly("images/main.pkr.hcl:2,31-32: Invalid value for \"hostnum\" parameter: prefix of 30"
                        + " does not accommodate a host numbered 9.");
    }
}
