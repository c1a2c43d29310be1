package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of the {@code docker} builder, named and defaulted as in Packer's plugin. */
public record DockerConfiguration(
        @Group ConnectionOptions connection,

        @Nullable @Option(doc = "Builds the image to start from out of a Dockerfile.")
        DockerfileOptions build,

        @Nullable @Option(doc = "Author of the committed image.")
        String author,

        @Option(doc = "Dockerfile instructions that are applied to the committed image, such as CMD, ENV or USER.")
        List<String> changes,

        @Option(doc = "Commits the container to an image.", defaultValue = "false")
        boolean commit,

        @Option(
                doc = "Directory in the container that is there while the container is built and never part of"
                        + " the image.",
                defaultValue = "/packer-files")
        String containerDir,

        @Option(doc = "Devices of the engine's host that the container can use.")
        List<String> device,

        @Option(doc = "Throws the container away in the end.", defaultValue = "false")
        boolean discard,

        @Option(doc = "Linux capabilities to give to the container.")
        List<String> capAdd,

        @Option(doc = "Linux capabilities to take from the container.")
        List<String> capDrop,

        @Nullable
        @Option(
                doc = "Path of a Docker-compatible client; the engine that it is configured for is used, instead"
                        + " of the one that DOCKER_HOST or the current context names.")
        String dockerPath,

        @Nullable @Option(doc = "User, or user:group, that commands in the container run as.")
        String execUser,

        @Nullable @Option(doc = "File that the container's file system is exported to, as a tar archive.")
        String exportPath,

        @Nullable @Option(doc = "The image to start from.") String image,

        @Nullable @Option(doc = "Message of the committed image.")
        String message,

        @Option(doc = "Runs the container with all privileges.", defaultValue = "false")
        boolean privileged,

        @Option(doc = "Gives commands in the container a terminal.", defaultValue = "false")
        boolean pty,

        @Nullable @Option(doc = "Container runtime, such as runsc; by default the engine's.")
        String runtime,

        @Nullable @Option(doc = "Pulls the image before it is used; true unless build is used.")
        Boolean pull,

        @Option(
                doc = "Arguments of docker run; {{ .Image }} stands for the image.",
                defaultValue = "[\"-d\", \"-i\", \"-t\", \"--entrypoint=/bin/sh\", \"--\", \"{{.Image}}\"]",
                renderedLater = true)
        List<String> runCommand,

        @Option(doc = "Paths in the container where a tmpfs is mounted.")
        List<String> tmpfs,

        @Option(
                doc =
                        "Paths of the engine's host by the path in the container where they are mounted: host to container.")
        Map<String, String> volumes,

        @Option(doc = "Whether what is uploaded belongs to the user that the container runs as.", defaultValue = "true")
        boolean fixUploadOwner,

        @Option(doc = "Not supported yet: Windows containers.", defaultValue = "false")
        boolean windowsContainer,

        @Nullable @Option(doc = "Platform to pull and run, such as linux/arm64.")
        String platform,

        @Group LoginOptions registry) {}
