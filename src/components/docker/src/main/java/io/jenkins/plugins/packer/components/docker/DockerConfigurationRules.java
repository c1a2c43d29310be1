package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the builder's options demand of each other; Packer's {@code Config.Prepare} has the same rules. */
record DockerConfigurationRules(DockerConfiguration configuration, ConfigurationCheck check) {

    void apply() {
        source();
        result();
        container();
        communicator();
        configuration.registry().check(check);
    }

    private void source() {
        DockerfileOptions build = configuration.build();
        boolean image = isGiven("image", configuration.image());
        if (build == null && !check.isSet("build")) {
            if (!image) {
                check.error(
                        "image",
                        "Missing image",
                        "Either image or a build block is needed: image names the image to start from, build says how"
                                + " to make it.");
            }
            return;
        }
        if (image) {
            check.error(
                    "image",
                    "Conflicting options",
                    "image cannot be used together with a build block: the block makes the image to start from.");
        }
        if (Boolean.TRUE.equals(configuration.pull())) {
            check.warning(
                    "pull",
                    "Option without effect",
                    "pull has no effect beside a build block, whose own pull option (true by default) counts.");
        }
        if (build != null) {
            dockerfile(build);
        }
    }

    private void dockerfile(DockerfileOptions build) {
        if (build.path() != null && !check.isUnknown("build.path")) {
            Path file = check.directory().resolve(build.path());
            if (!Files.exists(file)) {
                check.error("build.path", "Missing Dockerfile", "There is no file " + build.path() + ".");
            } else if (!Files.isRegularFile(file)) {
                check.error("build.path", "Not a file", build.path() + " is not a regular file.");
            }
        }
        if (build.buildDir() != null && !check.isUnknown("build.build_dir")) {
            Path directory = check.directory().resolve(build.buildDir());
            if (!Files.isDirectory(directory)) {
                check.error("build.build_dir", "Not a directory", build.buildDir() + " is not a directory.");
            }
        }
    }

    private void result() {
        boolean export = isGiven("export_path", configuration.exportPath());
        int ways = (configuration.commit() ? 1 : 0) + (configuration.discard() ? 1 : 0) + (export ? 1 : 0);
        boolean unknown = check.isUnknown("commit") || check.isUnknown("discard");
        if (ways > 1) {
            check.error(
                    configuration.commit() ? "commit" : "discard",
                    "Conflicting options",
                    "Cannot specify more than one of commit, discard, and export_path: each says what becomes of the"
                            + " container.");
        } else if (ways == 0 && !unknown) {
            check.error(
                    "commit",
                    "Missing option",
                    "No instructions given for handling the artifact; expected commit, discard, or export_path.");
        }
        if (configuration.exportPath() != null
                && !check.isUnknown("export_path")
                && Files.isDirectory(check.directory().resolve(configuration.exportPath()))) {
            check.error(
                    "export_path",
                    "Not a file",
                    "export_path must be a file, not a directory: " + configuration.exportPath() + " is one.");
        }
    }

    private void container() {
        if (configuration.windowsContainer()) {
            check.error(
                    "windows_container",
                    "Not supported",
                    "Windows containers are not supported yet. Remove windows_container to build a Linux container.");
        }
        if (!configuration.containerDir().startsWith("/")) {
            check.error(
                    "container_dir",
                    "Not an absolute path",
                    "container_dir must be an absolute path in the container, such as /packer-files.");
        }
        if (check.isUnknown("run_command")) {
            return;
        }
        try {
            RunCommand run = RunCommand.parse(configuration.runCommand());
            if (!run.isOn(RunFlag.DETACH)) {
                check.error(
                        "run_command",
                        "Container in the foreground",
                        "run_command must have the flag -d: the container has to go on by itself while it is"
                                + " provisioned.");
            }
            if (run.image().isEmpty()) {
                check.error(
                        "run_command",
                        "Missing image",
                        "run_command must name the image after its flags, such as \"{{.Image}}\".");
            }
        } catch (RunCommand.MalformedException e) {
            check.error("run_command", "Invalid docker run arguments", "In run_command " + e.getMessage() + ".");
        }
    }

    private void communicator() {
        ConnectionOptions connection = configuration.connection();
        if (connection.isOwn() || check.isUnknown("communicator")) {
            return;
        }
        if (connection.communicator().equals("ssh") || connection.communicator().equals("winrm")) {
            connection.machine().check(check);
            return;
        }
        check.error(
                "communicator",
                "Unsupported communicator",
                "\"" + connection.communicator()
                        + "\" cannot be used: there is no such communicator for containers. Use"
                        + " \"docker\" (the default), \"ssh\" for a server that runs in the container, or \"none\".");
    }

    private boolean isGiven(String option, @org.jspecify.annotations.Nullable String value) {
        return value != null && !value.isEmpty() || check.isUnknown(option);
    }
}
