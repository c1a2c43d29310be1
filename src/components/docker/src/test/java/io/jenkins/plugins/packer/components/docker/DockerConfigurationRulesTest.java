package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.config.OptionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DockerConfigurationRulesTest {
    @TempDir
    Path directory;

    private final class Recorder implements ConfigurationCheck {
        private final Set<String> unknown;
        private final List<String> found = new ArrayList<>();

        Recorder(String... unknown) {
            this.unknown = Set.of(unknown);
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public void error(String option, String summary, String detail) {
            found.add(option + ": " + detail);
        }

        @Override
        public void warning(String option, String summary, String detail) {
            found.add("warning " + option + ": " + detail);
        }

        @Override
        public boolean isSet(String option) {
            return unknown.contains(option);
        }

        @Override
        public boolean isUnknown(String option) {
            return unknown.contains(option);
        }

        @Override
        public void goTemplate(String option, String template) {}
    }

    private static Arguments rule(String option, String detail, Consumer<DockerOptions> change) {
        return Arguments.of(option, detail, change);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("image", "Either image or a build block is needed", o -> o.image = null),
                rule("image", "cannot be used together with a build block", o -> o.build = dockerfile("Dockerfile")),
                rule("commit", "No instructions given for handling the artifact", o -> o.commit = false),
                rule(
                        "commit",
                        "Cannot specify more than one of commit, discard, and export_path",
                        o -> o.discard = true),
                rule("commit", "Cannot specify more than one of", o -> o.exportPath = "image.tar"),
                rule("discard", "Cannot specify more than one of", o -> {
                    o.commit = false;
                    o.discard = true;
                    o.exportPath = "image.tar";
                }),
                rule("export_path", "export_path must be a file, not a directory", o -> {
                    o.commit = false;
                    o.exportPath = "folder";
                }),
                rule("windows_container", "Windows containers are not supported yet", o -> o.windowsContainer = true),
                rule("container_dir", "must be an absolute path", o -> o.containerDir = "files"),
                rule("ssh_username", "An ssh_username must be specified", o -> o.communicator = "ssh"),
                rule("winrm_username", "winrm_username must be specified", o -> o.communicator = "winrm"),
                rule("communicator", "there is no such communicator", o -> o.communicator = "dokcer"),
                rule("run_command", "must have the flag -d", o -> o.runCommand = List.of("-it", "{{.Image}}")),
                rule("run_command", "must name the image", o -> o.runCommand = List.of("-d")),
                rule(
                        "run_command",
                        "In run_command the flag --gpus is not supported",
                        o -> o.runCommand = List.of("-d", "--gpus=all", "{{.Image}}")),
                rule(
                        "login",
                        "set login_username and login_password",
                        o -> o.login = new LoginOptions(true, null, null, "me", false, null, null, null, null, false)),
                rule("ecr_login", "ECR login requires login server", o -> o.login = DockerOptions.ecr(null, false)),
                rule("login_server", "is not of the form", o -> o.login = DockerOptions.ecr("example.org", false)),
                rule(
                        "aws_access_key",
                        "go together",
                        o -> o.login =
                                new LoginOptions(false, null, null, null, false, "AKIA", null, null, null, false)),
                rule("build.path", "There is no file none", o -> {
                    o.image = null;
                    o.build = dockerfile("none");
                }),
                rule("build.path", "folder is not a regular file", o -> {
                    o.image = null;
                    o.build = dockerfile("folder");
                }),
                rule("build.build_dir", "Dockerfile is not a directory", o -> {
                    o.image = null;
                    o.build = new DockerfileOptions("Dockerfile", "Dockerfile", Map.of(), true, false);
                }),
                rule("warning pull", "has no effect beside a build block", o -> {
                    o.image = null;
                    o.pull = true;
                    o.build = dockerfile("Dockerfile");
                }));
    }

    private static DockerfileOptions dockerfile(String path) {
        return new DockerfileOptions(path, null, Map.of(), true, false);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void reportsWhatDoesNotFit(String option, String detail, Consumer<DockerOptions> change) throws Exception {
        Files.createFile(directory.resolve("Dockerfile"));
        Files.createDirectory(directory.resolve("folder"));
        DockerOptions options = new DockerOptions();
        options.image = "alpine";
        options.commit = true;
        change.accept(options);
        Recorder recorder = new Recorder();
        new DockerBuilder().check(options.record(), recorder);
        assertThat(recorder.found)
                .singleElement()
                .asString()
                .startsWith(option + ": ")
                .contains(detail);
    }

    @Test
    void acceptsWhatFitsAndWhatIsNotKnownYet() {
        DockerOptions options = new DockerOptions();
        options.image = "alpine";
        options.commit = true;
        Recorder recorder = new Recorder();
        new DockerBuilder().check(options.record(), recorder);
        assertThat(recorder.found).isEmpty();

        Recorder unknown = new Recorder("image", "export_path");
        new DockerBuilder().check(new DockerOptions().record(), unknown);
        assertThat(unknown.found).isEmpty();
    }

    /** The options in reference/components.json, without those that are refused by name. */
    @Test
    void hasEveryOptionOfPackersPlugin() {
        assertThat(options(DockerConfiguration.class))
                .containsExactlyInAnyOrder(
                        ("communicator pause_before_connecting build author changes commit container_dir device discard"
                                        + " cap_add cap_drop docker_path exec_user export_path image message privileged pty"
                                        + " runtime pull run_command tmpfs volumes fix_upload_owner windows_container"
                                        + " platform login login_password login_server login_username ecr_login"
                                        + " aws_access_key aws_secret_key aws_token aws_profile aws_force_use_public_ecr")
                                .split(" "));
        assertThat(options(DockerfileOptions.class))
                .containsExactlyInAnyOrder("path", "build_dir", "arguments", "pull", "compress");
        assertThat(options(DockerTagPostProcessor.Configuration.class))
                .containsExactlyInAnyOrder("docker_path", "repository", "tag", "tags", "force");
        assertThat(options(DockerPushPostProcessor.Configuration.class))
                .containsExactlyInAnyOrder(
                        ("docker_path login login_username login_password login_server ecr_login platform aws_access_key"
                                        + " aws_secret_key aws_token aws_profile aws_force_use_public_ecr")
                                .split(" "));
        assertThat(options(DockerSavePostProcessor.Configuration.class))
                .containsExactlyInAnyOrder("docker_path", "path");
        assertThat(options(DockerImportPostProcessor.Configuration.class))
                .containsExactlyInAnyOrder("docker_path", "repository", "tag", "changes", "platform");
        assertThat(ConfigurationSchema.of(DockerConfiguration.class).refused())
                .containsOnlyKeys(
                        "ssh_keypair_name",
                        "temporary_key_pair_name",
                        "temporary_key_pair_type",
                        "temporary_key_pair_bits",
                        "ssh_clear_authorized_keys",
                        "ssh_public_key");
    }

    /** Without those of the engine's communicators, which every builder has. */
    private static Set<String> options(Class<? extends Record> type) {
        return ConfigurationSchema.of(type).options().stream()
                .map(OptionModel::name)
                .filter(name -> !name.startsWith("ssh_") && !name.startsWith("winrm_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void isFoundByTheServiceLoader() {
        ComponentSet set = ServiceLoader.load(ComponentSet.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(DockerComponents.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(set.builders()).extracting(builder -> builder.type()).containsExactly("docker");
        assertThat(set.postProcessors())
                .extracting(processor -> processor.type())
                .containsExactly("docker-tag", "docker-push", "docker-save", "docker-import");
        assertThat(set.reapers())
                .extracting(reaper -> reaper.kind())
                .containsExactly("docker.container", "docker.image", "docker.tag");
    }
}
