package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine in a chroot of this one: commands run in it by {@code chroot}, and files move by {@code cp} and {@code tar}
 * of this machine, all of them as {@code command_wrapper} says.
 *
 * @param root the chroot
 */
record ChrootCommunicator(Path root, WrappedShell shell, BuildContext context) implements Communicator {
    private static final String TAR_OPTIONS = " --anchored --no-wildcards";

    @Override
    public String type() {
        return "chroot";
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        return shell.execute(within(command.command()), command.output(), command.errors());
    }

    @Override
    public int stream(StreamedCommand command) throws ComponentException {
        return shell.stream(within(command.command()), command.input(), command.output(), command.errors());
    }

    private String within(String command) {
        return "chroot " + WrappedShell.word(root.toString()) + " /bin/sh -c " + WrappedShell.word(command);
    }

    private String place(String path) throws ComponentException {
        return WrappedShell.word(ChrootPath.of(root, path).toString());
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        String what = "Uploading to " + destination;
        String place = place(destination);
        staged(what, file -> {
            Files.copy(content, file);
            shell.run(what, "cp -T " + WrappedShell.word(file.toString()) + " " + place);
            if (mode >= 0) {
                shell.run(what, "chmod 0" + Integer.toOctalString(mode) + " " + place);
            }
        });
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        shell.pass("Downloading " + source, "cat " + place(source), InputStream.nullInputStream(), content);
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        String what = "Uploading " + source + " to " + destination;
        Path from = context.directory().resolve(source).normalize();
        String place = place(destination + below(source));
        staged(what, archive -> {
            pack(what, from, archive, excludes);
            shell.run(what, "mkdir -p " + place);
            try (InputStream content = Files.newInputStream(archive)) {
                shell.pass(what, "tar -xpf - --no-same-owner -C " + place, content, OutputStream.nullOutputStream());
            }
        });
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        String what = "Downloading " + source + " to " + destination;
        Path to = context.directory().resolve(destination + below(source));
        String place = place(source);
        staged(what, archive -> {
            try (OutputStream content = Files.newOutputStream(archive)) {
                String command = "tar -cf -" + TAR_OPTIONS + words(excluded(excludes)) + " -C " + place + " .";
                shell.pass(what, command, InputStream.nullInputStream(), content);
            }
            Files.createDirectories(to);
            plain(what, List.of("tar", "-xf", archive.toString(), "-C", to.toString()));
        });
    }

    /** With a slash at its end the content of a directory is meant, without one itself. */
    private static String below(String source) {
        return source.endsWith("/") ? "" : "/" + Path.of(source).getFileName();
    }

    private static List<String> excluded(List<String> excludes) {
        return excludes.stream()
                .map(path -> "--exclude=./" + (path.startsWith("./") ? path.substring(2) : path))
                .toList();
    }

    private static String words(List<String> arguments) {
        StringBuilder words = new StringBuilder();
        arguments.forEach(argument -> words.append(' ').append(WrappedShell.word(argument)));
        return words.toString();
    }

    private void pack(String what, Path from, Path archive, List<String> excludes) throws ComponentException {
        List<String> command = new ArrayList<>(List.of("tar", "-cf", archive.toString()));
        command.addAll(List.of(TAR_OPTIONS.strip().split(" ")));
        command.addAll(excluded(excludes));
        command.addAll(List.of("-C", from.toString(), "."));
        plain(what, command);
    }

    /** Runs a program as who runs the build: the wrapper is for what belongs to the chroot. */
    private void plain(String what, List<String> command) throws ComponentException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            int status = new LocalProcess(context)
                    .stream(
                            command,
                            context.environment(),
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            errors);
            if (status != 0) {
                throw new ComponentException(what + " failed: " + command.get(0) + " ended with exit status " + status
                        + ": " + errors.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new ComponentException(what + " failed: " + e.getMessage() + ".", e);
        }
    }

    /** Work with a file of this machine that is not there yet, and gone afterwards. */
    private interface Staging {
        void run(Path file) throws IOException, ComponentException;
    }

    /** In a directory that nobody else may read: what is uploaded may be a secret. */
    private void staged(String what, Staging work) throws ComponentException {
        try {
            Path directory = Files.createTempDirectory("packer-chroot");
            Resource resource = Resource.file(directory);
            context.resources().create(resource, () -> directory);
            work.run(directory.resolve("content"));
            context.resources().remove(resource);
        } catch (IOException e) {
            throw new ComponentException(what + " failed: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        // Every command is a process of its own.
    }
}
