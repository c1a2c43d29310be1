package io.jenkins.plugins.packer.engine.builtin.file;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies files and directories to the machine or from it. Behaves as Packer's {@code provisioner/file}, except that all
 * sources of a download are fetched where Packer stops after the first directory.
 */
public final class FileProvisioner implements Provisioner<FileProvisionerConfiguration> {
    /** The name that {@code content} gets in a destination directory. */
    private static final String CONTENT_NAME = "pkr-file-content";

    private static final int PRIVATE = 0600;

    @Override
    public String type() {
        return "file";
    }

    @Override
    public String summary() {
        return "Copies files and directories to the machine or from it.";
    }

    @Override
    public Class<FileProvisionerConfiguration> configurationType() {
        return FileProvisionerConfiguration.class;
    }

    @Override
    public void check(FileProvisionerConfiguration configuration, ConfigurationCheck check) {
        String direction = configuration.direction();
        if (!check.isUnknown("direction") && !"upload".equals(direction) && !"download".equals(direction)) {
            check.error(
                    "direction",
                    "Invalid direction",
                    "Direction must be one of: download, upload. It is \"" + direction + "\".");
        }
        if (configuration.destination() != null && configuration.destination().isEmpty()) {
            check.error("destination", "Missing destination", "Destination must be specified.");
        }
        String sourceOption = check.isSet("source") ? "source" : "sources";
        boolean sources = !configuration.allSources().isEmpty() || check.isUnknown(sourceOption);
        boolean content = check.isSet("content");
        if (sources && content) {
            check.error("content", "Conflicting options", "source(s) conflicts with content.");
        } else if (content && configuration.isDownload()) {
            check.error("content", "Conflicting options", "content is something to upload; direction is \"download\".");
        } else if (!sources && !content) {
            check.warning(
                    "source", "Nothing to transfer", "None of source, sources and content is set: nothing is copied.");
        }
        if (!configuration.isDownload() && !configuration.generated()) {
            checkExistence(configuration, check);
        }
    }

    private static void checkExistence(FileProvisionerConfiguration configuration, ConfigurationCheck check) {
        RunDirectory directory = new RunDirectory(check.directory());
        for (String source : configuration.allSources()) {
            // One that holds an action gets its name only when the build runs.
            if (!source.contains("{{") && !Files.exists(directory.resolve(source))) {
                check.error(
                        source.equals(configuration.source()) ? "source" : "sources",
                        "Bad source",
                        "Bad source '" + source + "': no such file or directory. Set generated = true if the build"
                                + " makes it.");
            }
        }
    }

    @Override
    public void provision(FileProvisionerConfiguration configuration, ProvisionContext context)
            throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        String destination = render(configuration.destination(), "destination", context);
        String content = configuration.content();
        if (content != null) {
            uploadContent(content, destination, context);
        }
        for (String source : configuration.allSources()) {
            context.cancellation().check();
            String rendered = render(source, "source", context);
            if (configuration.isDownload()) {
                download(rendered, destination, context);
            } else {
                upload(rendered, destination, context);
            }
        }
    }

    private static String render(String template, String option, ProvisionContext context) throws ComponentException {
        try {
            return context.templates().render(template, context.generated());
        } catch (InterpolationException e) {
            throw new ComponentException("Error interpolating " + option + ": " + e.getMessage(), e);
        }
    }

    private static void uploadContent(String content, String destination, ProvisionContext context)
            throws ComponentException {
        String to = isDirectory(destination, context) ? destination + CONTENT_NAME : destination;
        context.ui().say("Uploading " + CONTENT_NAME + " => " + destination);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        // Packer's content goes by way of a temporary file, whose mode of 0600 the far side gets.
        context.communicator().upload(new ByteArrayInputStream(bytes), bytes.length, PRIVATE, to);
    }

    private static void upload(String source, String destination, ProvisionContext context) throws ComponentException {
        context.ui().say("Uploading " + source + " => " + destination);
        RunDirectory directory = RunDirectory.of(context);
        Path file = directory.resolve(source);
        if (Files.isDirectory(file)) {
            context.communicator().uploadDirectory(directory.resolveKeepingSlash(source), destination, List.of());
            return;
        }
        String name = String.valueOf(file.getFileName());
        String to = isDirectory(destination, context) ? destination + name : destination;
        try {
            new FileUpload(context).send(file, to);
        } catch (ComponentException e) {
            context.ui().error("Upload failed: " + e.getMessage());
            throw e;
        }
    }

    /** Whether a destination on the machine is written as a directory. */
    private static boolean isDirectory(String destination, ProvisionContext context) {
        boolean windows = context.communicator().type().equals("winrm");
        return destination.endsWith("/") || windows && destination.endsWith("\\");
    }

    private static void download(String source, String destination, ProvisionContext context)
            throws ComponentException {
        boolean tree = source.endsWith("/") || source.contains("*") || source.contains("?") || source.contains("[");
        boolean intoDirectory = destination.endsWith("/");
        String written = intoDirectory && !source.endsWith("/") && !source.endsWith("*")
                ? destination + lastName(source)
                : destination;
        context.ui().say("Downloading " + source + " => " + written);
        Path to = RunDirectory.of(context).resolve(written);
        try {
            Path parent = intoDirectory ? RunDirectory.of(context).resolve(destination) : to.getParent();
            if (tree) {
                downloadTree(source, to, parent, context);
                return;
            }
            if (parent != null) {
                Files.createDirectories(parent);
            }
            context.resources().produce(Resource.file(to), () -> downloadFile(source, to, context));
        } catch (IOException e) {
            throw new ComponentException("Download of " + source + " to " + to + " failed: " + e, e);
        } catch (ComponentException e) {
            context.ui().error("Download failed: " + e.getMessage());
            throw e;
        }
    }

    private static Path downloadFile(String source, Path to, ProvisionContext context) throws ComponentException {
        try (OutputStream content = Files.newOutputStream(to)) {
            context.communicator().download(source, content);
            return to;
        } catch (IOException e) {
            throw new ComponentException("Writing " + to + " failed: " + e, e);
        }
    }

    private static void downloadTree(String source, Path to, Path parent, ProvisionContext context)
            throws ComponentException, IOException {
        if (Files.exists(to)) {
            // A directory that was there before holds other things too: it is not the build's to remove.
            context.communicator().downloadDirectory(source, to, List.of());
            return;
        }
        context.resources().produce(Resource.file(to), () -> {
            try {
                Files.createDirectories(parent);
            } catch (IOException e) {
                throw new ComponentException("Creating " + parent + " failed: " + e, e);
            }
            context.communicator().downloadDirectory(source, to, List.of());
            return to;
        });
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
