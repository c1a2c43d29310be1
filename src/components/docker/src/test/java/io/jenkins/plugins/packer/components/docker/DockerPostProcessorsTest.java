package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor.Result;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DockerPostProcessorsTest {
    @TempDir
    Path directory;

    private TestEngine test;
    private Images images;
    private TestBuild build;
    private DockerOptions options;

    @BeforeEach
    void connect() throws Exception {
        test = TestEngine.require();
        images = new Images(test.engine);
        build = new TestBuild(directory, Map.of("DOCKER_CONFIG", directory.toString(), "PATH", System.getenv("PATH")));
        options = new DockerOptions();
        options.image = TestEngine.IMAGE;
        options.pull = false;
    }

    @AfterEach
    void removeEverything() throws Exception {
        if (test != null) {
            build.scope.end(false);
            test.close();
        }
    }

    private Artifact commit() throws ComponentException {
        options.commit = true;
        build.provisioning = communicator -> DockerBuilderTest.output(communicator, "echo " + build.run + " > /run-id");
        return new DockerBuilder().build(options.record(), build);
    }

    private Result tag(Artifact artifact, String repository, String... tags) throws ComponentException {
        return new DockerTagPostProcessor()
                .process(
                        new DockerTagPostProcessor.Configuration(null, repository, List.of(), List.of(tags), false),
                        artifact,
                        build);
    }

    private Result push(Artifact artifact, LoginOptions login) throws ComponentException {
        return new DockerPushPostProcessor()
                .process(new DockerPushPostProcessor.Configuration(null, login, null), artifact, build);
    }

    private String repository() {
        return "packer-docker-test/" + build.run;
    }

    @Test
    void tagsAnImageAndKeepsIt() throws Exception {
        Artifact image = commit();
        Result result = tag(image, repository(), "1", "1.2");
        assertThat(result.keepInput()).isTrue();
        assertThat(result.forceKeepInput()).isTrue();
        Artifact tagged = result.artifact();
        assertThat(tagged.builderId()).isEqualTo("packer.post-processor.docker-tag");
        assertThat(tagged.id()).isEqualTo(repository() + ":1.2");
        assertThat(tagged.description())
                .isEqualTo("Imported Docker image: " + repository() + ":1.2 with tags " + repository() + ":1 "
                        + repository() + ":1.2");
        assertThat(tagged.attributes())
                .containsEntry("docker_tags", List.of(repository() + ":1", repository() + ":1.2"));
        assertThat(Images.id(images.find(repository() + ":1").orElseThrow())).isEqualTo(image.id());
        assertThat(build.said).contains("    Tagging image: " + image.id(), "    Repository: " + repository() + ":1");

        build.scope.end(false);
        assertThat(images.find(repository() + ":1")).isEmpty();
        assertThat(test.images(build)).isEmpty();
    }

    @Test
    void givesANameBackToTheImageThatHadIt() throws Exception {
        images.tag(TestEngine.IMAGE, repository() + ":latest");
        try {
            tag(commit(), repository());
            assertThat(Images.id(images.find(repository()).orElseThrow()))
                    .isNotEqualTo(Images.id(images.find(TestEngine.IMAGE).orElseThrow()));
            build.scope.end(false);
            assertThat(Images.id(images.find(repository()).orElseThrow()))
                    .isEqualTo(Images.id(images.find(TestEngine.IMAGE).orElseThrow()));
            assertThat(test.images(build)).isEmpty();
        } finally {
            images.remove(repository() + ":latest", false);
        }
    }

    @Test
    void leavesANameThatWasGivenToAnotherImageMeanwhile() throws Exception {
        tag(commit(), repository());
        images.tag(TestEngine.IMAGE, repository() + ":latest");
        try {
            build.scope.end(false);
            assertThat(images.find(repository())).isPresent();
            assertThat(test.images(build)).isEmpty();
        } finally {
            images.remove(repository() + ":latest", false);
        }
    }

    @Test
    void savesAnImageToAFile() throws Exception {
        Artifact image = commit();
        Result result = new DockerSavePostProcessor()
                .process(new DockerSavePostProcessor.Configuration(null, "image.tar"), image, build);
        assertThat(result.artifact()).isSameAs(image);
        assertThat(result.keepInput()).isTrue();
        try (TarFile tar = new TarFile(directory.resolve("image.tar"))) {
            assertThat(tar.getEntries()).extracting(TarArchiveEntry::getName).contains("manifest.json");
        }
        build.scope.end(false);
        assertThat(directory.resolve("image.tar")).doesNotExist();
    }

    @Test
    void importsAnExportedContainer() throws Exception {
        options.exportPath = "image.tar";
        Artifact exported = new DockerBuilder().build(options.record(), build);
        Result result = new DockerImportPostProcessor()
                .process(
                        new DockerImportPostProcessor.Configuration(
                                null, repository(), "0.7", List.of("CMD [\"/bin/ls\"]", "LABEL a=b"), "linux/amd64"),
                        exported,
                        build);
        assertThat(result.keepInput()).isFalse();
        Artifact imported = result.artifact();
        JsonNode image = images.find(repository() + ":0.7").orElseThrow();
        assertThat(imported.builderId()).isEqualTo("packer.post-processor.docker-import");
        assertThat(imported.id()).isEqualTo(repository() + ":0.7");
        assertThat(imported.images()).containsEntry("", Images.id(image));
        assertThat(image.at("/Config/Cmd").toString()).isEqualTo("[\"/bin/ls\"]");
        assertThat(image.at("/Config/Labels/a").asText()).isEqualTo("b");
        assertThat(build.said).contains("    Imported ID: " + Images.id(image));
        build.scope.end(false);
        assertThat(images.find(Images.id(image))).isEmpty();
    }

    @Test
    void findsNothingToRemoveWhereAnImportNeverBegan() throws Exception {
        Resource intent = TagReaper.resource(test.engine, TestEngine.IMAGE, null);
        new TagReaper().reap(intent, null, Map.of(), build.cancellation());
        assertThat(images.find(TestEngine.IMAGE)).isPresent();
    }

    @Test
    void refusesArtifactsThatAreNoImages() {
        Artifact file = Artifact.ofFiles("packer.file", "x", "x", List.of(directory.resolve("x")));
        assertThatThrownBy(() -> tag(file, "a")).hasMessageContaining("Unknown artifact type: packer.file");
        assertThatThrownBy(() -> push(file, DockerOptions.noLogin())).hasMessageContaining("Unknown artifact type");
        assertThatThrownBy(() -> new DockerSavePostProcessor()
                        .process(new DockerSavePostProcessor.Configuration(null, "y"), file, build))
                .hasMessageContaining("Unknown artifact type");
        assertThatThrownBy(() -> new DockerImportPostProcessor()
                        .process(
                                new DockerImportPostProcessor.Configuration(null, "r", null, List.of(), null),
                                file,
                                build))
                .hasMessageContaining("Unknown artifact type");
    }

    @Test
    void pushesToARegistryAndPullsFromItAgain() throws Exception {
        try (TestRegistry registry = TestRegistry.require(directory)) {
            String name = registry.address + "/team/web";
            LoginOptions login = DockerOptions.login(registry.address, TestRegistry.USER, TestRegistry.PASSWORD);
            Artifact tagged = tag(commit(), name, "1", "2").artifact();

            assertThatThrownBy(() -> push(tagged, DockerOptions.noLogin()))
                    .hasMessageContaining("Pushing the image " + name + ":2 failed");
            assertThatThrownBy(() ->
                            push(tagged, DockerOptions.login(registry.address, TestRegistry.USER, "wrong-password")))
                    .hasMessageContaining("Error logging in: " + registry.address + " does not accept user \"alice\"")
                    .hasMessageContaining("Check login_server, login_username and login_password.");

            Artifact pushed = push(tagged, login).artifact();
            assertThat(pushed.builderId()).isEqualTo("packer.post-processor.docker-import");
            assertThat(pushed.id()).isEqualTo(name + ":2");
            assertThat(DockerArtifacts.generated(pushed).get("Digest").toString())
                    .startsWith(name + "@sha256:");
            assertThat(build.said).contains("    Logging in...", "    Pushing: " + name + ":1");
            assertThat(Files.list(directory).map(Path::getFileName).map(Path::toString))
                    .as("a login writes no file")
                    .doesNotContain("config.json");
            build.scope.end(false);
            assertThat(images.find(name + ":1")).isEmpty();

            pullAgain(name + ":1", login, Map.of());
            String auth =
                    Base64.getEncoder().encodeToString((TestRegistry.USER + ":" + TestRegistry.PASSWORD).getBytes());
            Files.writeString(
                    directory.resolve("config.json"),
                    new ObjectMapper()
                            .writeValueAsString(
                                    Map.of("auths", Map.of("http://" + registry.address, Map.of("auth", auth)))));
            pullAgain(name + ":2", DockerOptions.noLogin(), Map.of("DOCKER_CONFIG", directory.toString()));
            helper(registry);
            pullAgain(
                    name + ":2",
                    DockerOptions.noLogin(),
                    Map.of("DOCKER_CONFIG", directory.toString(), "PATH", directory + ":" + System.getenv("PATH")));
        }
    }

    private void helper(TestRegistry registry) throws Exception {
        Files.writeString(
                directory.resolve("config.json"), "{\"credHelpers\":{\"" + registry.address + "\":\"test\"}}");
        Path helper = directory.resolve("docker-credential-test");
        Files.writeString(
                helper,
                "#!/bin/sh\n[ \"$1 $(cat)\" = \"get " + registry.address + "\" ] && echo '{\"Username\":\""
                        + TestRegistry.USER + "\",\"Secret\":\"" + TestRegistry.PASSWORD + "\"}'\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();
    }

    private void pullAgain(String name, LoginOptions login, Map<String, String> environment) throws Exception {
        TestBuild second = new TestBuild(directory, environment);
        options.commit = false;
        options.discard = true;
        options.image = name;
        options.pull = true;
        options.login = login;
        second.provisioning = communicator -> assertThat(DockerBuilderTest.output(communicator, "cat /run-id"))
                .isEqualTo(build.run);
        try {
            new DockerBuilder().build(options.record(), second);
            assertThat(second.said).contains("==> Pulling Docker image: " + name);
            assertThat(second.generated.get("SourceImageDigest").toString()).contains("@sha256:");
            assertThat(second.secrets.redact(TestRegistry.PASSWORD)).isEqualTo("<sensitive>");
        } finally {
            images.remove(name, false);
        }
    }

    @Test
    void saysWhichImageCannotBePulled() {
        options.image = "127.0.0.1:1/none:1";
        options.pull = true;
        options.discard = true;
        assertThatThrownBy(() -> new DockerBuilder().build(options.record(), build))
                .hasMessageContaining("Pulling the image 127.0.0.1:1/none:1 failed: ");
    }
}
