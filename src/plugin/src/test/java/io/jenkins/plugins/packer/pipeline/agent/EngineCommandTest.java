package io.jenkins.plugins.packer.pipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCommandTest {
    private static final StateDirectory STATE = new StateDirectory("/w@tmp/packer-1", '/');

    @TempDir
    Path temporary;

    @Test
    void everyOptionOfABuildBecomesPackersFlag() {
        BuildRequest request = new BuildRequest();
        request.template = "images";
        request.only = List.of("docker.*", "null.a");
        request.except = List.of("docker.b");
        request.varFiles = List.of("prod.pkrvars.hcl");
        request.vars = Map.of("region", "eu");
        request.force = true;
        request.parallelBuilds = 2;
        request.timestampUi = true;
        assertThat(request.buildFlags(STATE))
                .containsExactly(
                        "-color=false",
                        "-force",
                        "-on-error=cleanup",
                        "-parallel-builds=2",
                        "-timestamp-ui",
                        "-var-values=/w@tmp/packer-1/values.json",
                        "-only=docker.*,null.a",
                        "-except=docker.b",
                        "-var-file=prod.pkrvars.hcl");
        assertThat(request.otherBuildFlags(STATE)).endsWith("-var-file=/w@tmp/packer-1/variables.pkrvars.json");
    }

    @Test
    void aBuildHasTheCompilersThatTheEnginesOwnLauncherGivesIt() throws IOException {
        String launcher = Files.readString(Path.of("..", "cli", "src", "main", "launcher", "packer"));
        EngineCommand command = new EngineCommand(
                new EngineJars("/jars", "base-1", List.of(), 0), "/java", '/', ':', "/w", "/journals");
        String script = command.build(new BuildRequest(), STATE, "/journals/1.journal", Duration.ofMinutes(30));
        for (String option : List.of(
                "-XX:CompileThresholdScaling=2",
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=20000",
                "-XX:Tier4CompileThreshold=100000",
                "-XX:Tier4BackEdgeThreshold=4000000")) {
            assertThat(script).contains(option);
            assertThat(launcher).contains(option);
        }
        for (String methods : List.of(
                "com.sun.crypto.provider.GaloisCounterMode::implGCMCrypt*",
                "com.sun.crypto.provider.CounterMode::*rypt",
                "com.sun.crypto.provider.GHASH::update",
                "com.sun.crypto.provider.GHASH::processBlocks",
                "sun.security.provider.DigestBase::*")) {
            assertThat(script).contains("-XX:CompileCommand=CompileThresholdScaling," + methods + ",0.0005");
            assertThat(launcher).contains(methods);
        }
        assertThat(script).doesNotContain("TieredStopAtLevel");
        assertThat(command.line("validate")).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void noValueOfAVariableIsInTheScript() {
        BuildRequest request = new BuildRequest();
        request.vars = Map.of("password", "hunter22");
        EngineJars jars = new EngineJars("/jars", "base-1", List.of("docker-2"), 0);
        EngineCommand command = new EngineCommand(jars, "/java", '/', ':', "/w", "/journals");
        assertThat(command.build(request, STATE, "/journals/1.journal", Duration.ofMinutes(30)))
                .doesNotContain("hunter22")
                .contains("'-lease-seconds=1800'")
                .contains("'/w@tmp/packer-1/pid' '/w@tmp/packer-1/output' '/java'")
                .contains("'/jars/base-1/base/packer.jar'");
        assertThat(command.environment()).containsEntry("PACKER_COMPONENTS_PATH", "/jars/docker-2");
    }

    @Test
    void variablesAreWrittenAsTheDataThatTheyAre() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("text", "costs ${5} and %{6}");
        variables.put("number", 7);
        variables.put("exact", new BigDecimal("1.50"));
        variables.put("truth", true);
        variables.put("nothing", null);
        variables.put("list", List.of("a", Map.of("b", 2L)));
        assertThat(new String(VariablesFile.of(variables), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"text\":\"costs $${5} and %%{6}\",\"number\":7,\"exact\":1.50,\"truth\":true,\"nothing\":null,"
                                + "\"list\":[\"a\",{\"b\":2}]}");
        assertThat(new String(VariablesFile.values(variables), StandardCharsets.UTF_8))
                .isEqualTo("{\"text\":\"costs ${5} and %{6}\",\"number\":\"7\",\"exact\":\"1.50\",\"truth\":\"true\","
                        + "\"nothing\":\"null\",\"list\":\"[\\\"a\\\",{\\\"b\\\":2}]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "it's", "$HOME `id` \"x\"", "a;b|c&d", "\\back", "*?[x]"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts a script of the Bourne shell")
    void everyWordReachesTheProgramAsItIs(String word) throws IOException, InterruptedException {
        LocalMachine machine = new LocalMachine();
        Path directory = Files.createDirectories(temporary.resolve("it's a state"));
        StateDirectory state = new StateDirectory(directory.toString(), '/');
        FollowedRun run = new FollowedRun(
                directory, Script.of(state, directory.toString(), List.of("printf", "%s\\n", word), state.output()));
        run.lookUntilEnded();
        assertThat(run.log.toString()).isEqualTo(word + "\n");
        assertThat(machine.copied).isZero();
    }

    @Test
    void aBatchFileDoublesWhatWouldBeAVariable() {
        StateDirectory state = new StateDirectory("C:\\w@tmp\\packer-1", '\\');
        assertThat(Script.of(state, "C:\\w", List.of("java", "100%"), state.output()))
                .startsWith("@echo off\r\nchcp 65001 >nul 2>&1\r\ncd /d \"C:\\w\" || exit /b 1\r\n")
                .contains("\"100%%\" > \"C:\\w@tmp\\packer-1\\output\" 2>&1")
                .contains(
                        "\r\nset packer_code=%errorlevel%\r\nif exist \"C:\\w@tmp\\packer-1\\credentials\" rmdir /s /q ")
                .endsWith("exit /b %packer_code%\r\n");
    }

    @Test
    void aBackslashDoesNotTakeTheEndOfAWordOfABatchFileAway() {
        StateDirectory state = new StateDirectory("C:\\w@tmp\\packer-1", '\\');
        assertThat(Script.of(state, "C:\\w", List.of("java", "images\\", "a\\b"), state.output()))
                .contains("\r\n\"java\" \"images\\\\\" \"a\\b\" > ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\" & calc & \"", "main\r\ncalc", "main\ncalc"})
    void aWordThatWouldEndItselfOrItsLineIsRefusedForABatchFile(String word) {
        StateDirectory state = new StateDirectory("C:\\w@tmp\\packer-1", '\\');
        assertThatThrownBy(() -> Script.of(state, "C:\\w", List.of("java", word), state.output()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be handed over");
    }

    @Test
    void onWindowsTheEngineWritesItsNumber() {
        EngineJars jars = new EngineJars("C:\\jars", "base-1", List.of(), 0);
        BuildRequest request = new BuildRequest();
        request.template = "main.pkr.hcl";
        StateDirectory windows = new StateDirectory("C:\\s", '\\');
        assertThat(new EngineCommand(jars, "java.exe", '\\', ';', "C:\\w", "C:\\j")
                        .build(request, windows, "C:\\j\\1.journal", Duration.ofMinutes(30)))
                .contains("\"-pid-file=C:\\s\\pid\"");
        StateDirectory other = new StateDirectory("/s", '/');
        assertThat(new EngineCommand(jars, "java", '/', ':', "/w", "/j")
                        .build(request, other, "/j/1.journal", Duration.ofMinutes(30)))
                .doesNotContain("-pid-file");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts a script of the Bourne shell")
    void anotherPackerIsInterruptedByTheCancelFile() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(temporary.resolve("state"));
        Path packer = Files.writeString(
                directory.resolve("packer"),
                "#!/bin/sh\ntrap 'echo interrupted; exit 1' TERM\necho \"$@\"\nwhile :; do sleep 0.1; done\n");
        Files.setPosixFilePermissions(packer, PosixFilePermissions.fromString("rwx------"));
        StateDirectory state = new StateDirectory(directory.toString(), '/');
        BuildRequest request = new BuildRequest();
        request.template = "main.pkr.hcl";
        FollowedRun run = new FollowedRun(
                directory,
                EngineCommand.otherPacker(
                        packer.toString(), request, state, directory.toString(), Duration.ofMinutes(30)));
        run.lookUntil("-machine-readable build -color=false -on-error=cleanup main.pkr.hcl\n");
        run.cancel();
        run.lookUntilEnded();
        assertThat(run.log.toString()).endsWith("interrupted\n");
        assertThat(run.progress.exitCode()).isEqualTo(1);
    }

    @Test
    void theFileOfVariablesIsTheOneThatTheProgramReads() {
        BuildRequest request = new BuildRequest();
        assertThat(EngineCommand.variables(request)).isEmpty();
        request.vars = Map.of("region", "eu");
        assertThat(EngineCommand.variables(request)).containsOnlyKeys("values.json");
        request.tool = "packer-1.11";
        assertThat(EngineCommand.variables(request)).containsOnlyKeys("variables.pkrvars.json");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
    void secretsAreInFilesThatOnlyTheirOwnerReads() throws IOException {
        Path directory = temporary.resolve("private");
        new PrivateFiles(Map.of("credentials/docker/config.json", new byte[] {1})).perform(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("credentials/docker/config.json"))))
                .isEqualTo("rw-------");
        assertThat(new RemoveTree().perform(directory)).isTrue();
        assertThat(directory).doesNotExist();
        assertThat(new RemoveTree().perform(directory)).isFalse();
    }

    @Test
    void aTemplateIsSearchedForWholeWords() throws IOException {
        Files.writeString(temporary.resolve("a.pkr.hcl"), "source docker web {}\n// amazon-ebsvolume, my-null");
        Files.writeString(temporary.resolve("b.pkr.json"), "{\"build\": {\"post-processor\": {\"docker-tag\": {}}}}");
        Files.writeString(temporary.resolve("notes.txt"), "qemu");
        Files.writeString(temporary.resolve("c.pkr.hcl"), "locals {\n  key = aws_secretsmanager_raw(\"web\")\n}\n");
        Set<String> words = Set.of(
                "docker", "docker-tag", "amazon-ebs", "null", "qemu", "aws_secretsmanager", "aws_secretsmanager_raw");
        assertThat(new WordsOfTemplate(".", words).perform(temporary))
                .containsExactlyInAnyOrder("docker", "docker-tag", "aws_secretsmanager_raw");
        assertThat(new WordsOfTemplate("a.pkr.hcl", words).perform(temporary)).containsExactly("docker");
        assertThat(new WordsOfTemplate("missing.pkr.hcl", words).perform(temporary))
                .isEmpty();
    }
}
