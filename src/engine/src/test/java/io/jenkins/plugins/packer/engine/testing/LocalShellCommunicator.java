package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A machine that is this one: commands run in {@code /bin/sh}, and paths are local ones. Keeps what was asked for. */
public final class LocalShellCommunicator implements Communicator {
    private final List<String> commands = new ArrayList<>();
    private final List<String> uploads = new ArrayList<>();
    private final Deque<ComponentException> uploadFailures = new ArrayDeque<>();
    private boolean disconnectOnRun;
    private boolean disconnectOnStream;
    private boolean streamsScripts;
    private boolean unreachable;
    private String greeting = "";

    @Override
    public String type() {
        return "local";
    }

    /** Has the next upload fail. */
    public void failUpload(String message) {
        uploadFailures.add(new ComponentException(message));
    }

    /** Has the next command that is no {@code chmod} or {@code rm} run and then end the connection. */
    public void disconnectOnRun() {
        disconnectOnRun = true;
    }

    /** Has scripts come in by the command that runs them. */
    public LocalShellCommunicator streamingScripts() {
        streamsScripts = true;
        return this;
    }

    /** Has the shell of a streamed command do something before it, as login files do. */
    public void greetWith(String command) {
        greeting = command + "; ";
    }

    /** Has the next streamed command end at once, and the connection with it. */
    public void disconnectOnStream() {
        disconnectOnStream = true;
    }

    @Override
    public boolean streamsScripts() {
        return streamsScripts;
    }

    /** The commands run, in order. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** The uploads, each as octal mode (or -1), a space and the destination. */
    public List<String> uploads() {
        return List.copyOf(uploads);
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        synchronized (this) {
            commands.add(command.command());
        }
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command.command()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            output.lines().forEach(command.output());
            errors.lines().forEach(command.errors());
            int status = process.waitFor();
            if (disconnectOnRun && !command.command().matches("(chmod 0|rm )[^;]*")) {
                disconnectOnRun = false;
                throw new DisconnectedException("gone", null);
            }
            return status;
        } catch (IOException e) {
            throw new ComponentException("sh: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentException("interrupted", e);
        }
    }

    @Override
    public boolean leaveNothing(String command) {
        boolean interrupted = Thread.interrupted();
        try {
            return !unreachable && execute(new RemoteCommand(command, line -> {}, line -> {})) == 0;
        } catch (ComponentException e) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has no last command reach the machine. */
    public void unreachable() {
        unreachable = true;
    }

    @Override
    public int stream(StreamedCommand command) throws ComponentException {
        synchronized (this) {
            commands.add(command.command());
        }
        if (disconnectOnStream) {
            disconnectOnStream = false;
            throw new DisconnectedException("gone", null);
        }
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", greeting + command.command()).start();
            Thread input = copy(command.input(), process.getOutputStream(), true);
            Thread output = copy(process.getInputStream(), command.output(), false);
            Thread errors = copy(process.getErrorStream(), command.errors(), false);
            output.join();
            errors.join();
            input.interrupt();
            int status = process.waitFor();
            if (disconnectOnRun) {
                disconnectOnRun = false;
                throw new DisconnectedException("gone", null);
            }
            return status;
        } catch (IOException e) {
            throw new ComponentException("sh: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentException("interrupted", e);
        }
    }

    private static Thread copy(InputStream from, OutputStream to, boolean close) {
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[8192];
            try {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
                if (close) {
                    to.close();
                }
            } catch (IOException e) {
                // Whoever reads has ended, or whoever writes was closed by the command's end.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        uploads.add((mode < 0 ? "-1" : Integer.toOctalString(mode)) + " " + destination);
        if (!uploadFailures.isEmpty()) {
            throw uploadFailures.remove();
        }
        try {
            byte[] bytes = content.readAllBytes();
            if (bytes.length != size) {
                throw new ComponentException("announced " + size + " bytes, got " + bytes.length);
            }
            Path file = Path.of(destination);
            Files.write(file, bytes);
            if (mode >= 0
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(letters(mode)));
            }
        } catch (IOException e) {
            throw new ComponentException("upload: " + e, e);
        }
    }

    private static String letters(int mode) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            letters.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        return letters.toString();
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        copy(source, Path.of(destination));
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        try {
            Files.copy(Path.of(source), content);
        } catch (IOException e) {
            throw new ComponentException("download: " + e, e);
        }
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        copy(source, destination);
    }

    private static void copy(String source, Path destination) throws ComponentException {
        Path from = Path.of(source);
        Path to = source.endsWith("/") ? destination : destination.resolve(from.getFileName());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new ComponentException("copy: " + e, e);
        }
    }

    @Override
    public void close() {}
}
