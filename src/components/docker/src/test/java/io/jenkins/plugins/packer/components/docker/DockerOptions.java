package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.communicator.WinRmOptions;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The builder's options with their defaults, to be changed by a test. */
final class DockerOptions {
    String communicator = "docker";

    @Nullable
    Duration pauseBeforeConnecting;

    @Nullable
    DockerfileOptions build;

    @Nullable
    String author;

    List<String> changes = List.of();
    boolean commit;
    String containerDir = "/packer-files";
    List<String> device = List.of();
    boolean discard;
    List<String> capAdd = List.of();
    List<String> capDrop = List.of();

    @Nullable
    String dockerPath;

    @Nullable
    String execUser;

    @Nullable
    String exportPath;

    @Nullable
    String image;

    @Nullable
    String message;

    boolean privileged;
    boolean pty;

    @Nullable
    String runtime;

    @Nullable
    Boolean pull;

    List<String> runCommand = List.of("-d", "-i", "-t", "--entrypoint=/bin/sh", "--", "{{.Image}}");
    List<String> tmpfs = List.of();
    Map<String, String> volumes = Map.of();
    boolean fixUploadOwner = true;
    boolean windowsContainer;

    @Nullable
    String platform;

    LoginOptions login = noLogin();

    static LoginOptions noLogin() {
        return new LoginOptions(false, null, null, null, false, null, null, null, null, false);
    }

    static LoginOptions login(String server, String user, String password) {
        return new LoginOptions(true, password, server, user, false, null, null, null, null, false);
    }

    static LoginOptions ecr(String server, boolean forcePublic) {
        return new LoginOptions(false, null, server, null, true, null, null, null, null, forcePublic);
    }

    DockerConfiguration record() {
        return new DockerConfiguration(
                new ConnectionOptions(
                        communicator, pauseBeforeConnecting, new SshSettings().ssh(), WinRmOptions.none()),
                build,
                author,
                changes,
                commit,
                containerDir,
                device,
                discard,
                capAdd,
                capDrop,
                dockerPath,
                execUser,
                exportPath,
                image,
                message,
                privileged,
                pty,
                runtime,
                pull,
                runCommand,
                tmpfs,
                volumes,
                fixUploadOwner,
                windowsContainer,
                platform,
                login);
    }
}
