package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.file.CountedInput;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of the machine as a server of file transfers needs them: content through the communicator, everything else
 * by the commands that every Unix has, or for the little that Ansible asks of Windows by PowerShell. Used by all sessions
 * of a proxy, one call at a time.
 */
final class RemoteFiles {
    private static final String GNU = "stat -c '%f %s %u %g %X %Y %n'";
    private static final String BSD = "stat -f '%Xp %z %u %g %a %m %N'";

    private final ProvisionContext context;
    private final PrivateFiles local;
    private @Nullable String home;
    private @Nullable String stat;

    /**
     * @param local where files are on their way
     */
    RemoteFiles(ProvisionContext context, PrivateFiles local) {
        this.context = context;
        this.local = local;
    }

    /** A path from the root; a relative one starts where commands do. */
    synchronized String absolute(String path) throws IOException {
        if (isWindows()) {
            return WindowsMachine.path(path);
        }
        if (path.startsWith("/")) {
            return path;
        }
        if (home == null) {
            home = String.join("\n", output("pwd"));
        }
        String rest = path.equals("~") || path.startsWith("~/") ? path.substring(1) : "/" + path;
        String base = path.startsWith("~") ? String.join("\n", output("echo ~")) : home;
        return rest.equals("/.") || rest.equals("/") || rest.isEmpty() ? base : (base.equals("/") ? "" : base) + rest;
    }

    /** What is known of a file; empty where there is none. */
    synchronized Optional<FileFacts> facts(String path, boolean followLinks) throws IOException {
        List<String> lines = new ArrayList<>();
        if (isWindows()) {
            int status = run(WindowsMachine.stat(path), lines, new ArrayList<>());
            return status == 0 && !lines.isEmpty() ? FileFacts.parse(lines.get(0)) : Optional.empty();
        }
        int status = run(stat() + (followLinks ? " -L " : " ") + GuestCommands.quoted(path), lines, new ArrayList<>());
        return status == 0 && !lines.isEmpty() ? FileFacts.parse(lines.get(0)) : Optional.empty();
    }

    /** Whether there is a directory. */
    synchronized boolean isDirectory(String path) throws IOException {
        if (isWindows()) {
            return facts(path, true).filter(FileFacts::isDirectory).isPresent();
        }
        return run("test -d " + GuestCommands.quoted(path), new ArrayList<>(), new ArrayList<>()) == 0;
    }

    /** What is in a directory, without the two entries that every one has. */
    synchronized List<FileFacts> list(String path) throws IOException {
        requireUnix("listing " + path);
        List<String> lines = new ArrayList<>();
        // A pattern that matches nothing is no file; what stat says of it is nobody's business.
        run("cd " + GuestCommands.quoted(path) + " && " + stat() + " * .[!.]* ..?*", lines, new ArrayList<>());
        List<FileFacts> files = new ArrayList<>();
        lines.forEach(line -> FileFacts.parse(line).ifPresent(files::add));
        return files;
    }

    /** Runs a command that has to succeed. */
    synchronized List<String> output(String command) throws IOException {
        requireUnix(command);
        List<String> lines = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int status = run(command, lines, errors);
        if (status != 0) {
            throw new IOException(
                    errors.isEmpty() ? command + " ended with exit status " + status : String.join("\n", errors));
        }
        return lines;
    }

    private boolean isWindows() {
        return WindowsMachine.isIn(context);
    }

    private void requireUnix(String what) throws IOException {
        if (isWindows()) {
            throw new IOException(what + " is not possible over WinRM: the proxy reads and writes single files there");
        }
    }

    /** A new local file for content on its way. */
    Path fresh() {
        return local.fresh();
    }

    /** Writes a file of the machine with the content of a local one. */
    synchronized void upload(Path file, int mode, String path) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            upload(content, Files.size(file), mode, path);
        }
    }

    /** Writes a file of the machine. */
    synchronized void upload(InputStream content, long size, int mode, String path) throws IOException {
        try {
            context.communicator()
                    .upload(new CountedInput(content, context.cancellation(), done -> {}), size, mode, path);
        } catch (ComponentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Brings a file of the machine here. */
    synchronized Path download(String path) throws IOException {
        Path file = fresh();
        try (OutputStream content = Files.newOutputStream(file)) {
            context.communicator().download(path, content);
            return file;
        } catch (ComponentException e) {
            Files.deleteIfExists(file);
            if (facts(path, true).isEmpty()) {
                throw new NoSuchFileException(path);
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    /** GNU's and busybox's is called in another way than that of the BSDs and macOS. */
    private String stat() throws IOException {
        String known = stat;
        if (known == null) {
            known = run(GNU + " /", new ArrayList<>(), new ArrayList<>()) == 0 ? GNU : BSD;
            stat = known;
        }
        return known;
    }

    private int run(String command, List<String> lines, List<String> errors) throws IOException {
        Communicator communicator = context.communicator();
        context.cancellation().check();
        try {
            return communicator.execute(new RemoteCommand(command, lines::add, errors::add));
        } catch (ComponentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
