package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code winrm} communicator: commands run in a remote shell of Windows, files move by way of PowerShell. Every
 * command has a shell of its own, so that one after a reboot finds a machine that knows nothing of those before.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-wsmv">MS-WSMV</a>
 */
public final class WinRmCommunicator implements Communicator {
    /** Its name in templates. */
    public static final String TYPE = "winrm";

    private static final String MARK = "\uFEFF";
    private static final String GREETING = "WinRM connected.";
    private static final String GREET = "if (Test-Path variable:global:ProgressPreference)"
            + "{$ProgressPreference='SilentlyContinue'}; echo \"" + GREETING + "\"";

    private final WinRmMachine machine;
    private final StepContext context;

    private WinRmCommunicator(WinRmMachine machine, StepContext context) {
        this.machine = machine;
        this.context = context;
    }

    /**
     * Connects: the machine opens a shell, and PowerShell runs in it. What goes wrong may be right a moment later, a
     * refused login too, since an installation sets the password near its end.
     *
     * @param left time that is left for it, null for no limit
     * @param context of the build
     * @throws UnreachableException when the machine cannot be worked with yet
     */
    public static WinRmCommunicator connect(WinRmSettings settings, @Nullable Duration left, StepContext context)
            throws UnreachableException {
        context.secrets().add(settings.password());
        Deadline deadline = Deadline.within(left);
        WinRmCommunicator communicator = of(settings, deadline, context);
        try {
            communicator.greet();
            deadline.lift();
        } catch (UnreachableException e) {
            throw e;
        } catch (ComponentException e) {
            throw new UnreachableException(e.getMessage(), e, false);
        }
        return communicator;
    }

    static WinRmCommunicator of(WinRmSettings settings, StepContext context) {
        return of(settings, Deadline.within(null), context);
    }

    private static WinRmCommunicator of(WinRmSettings settings, Deadline deadline, StepContext context) {
        return new WinRmCommunicator(
                new WinRmMachine(settings, context.environment(), deadline, context.cancellation()), context);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Has PowerShell say something: until Windows has started, it may fail to load its modules. */
    private void greet() throws ComponentException {
        AtomicBoolean greeted = new AtomicBoolean();
        execute(new RemoteCommand(
                PowerShell.command(GREET),
                line -> {
                    context.ui().message(line);
                    greeted.compareAndSet(false, line.contains(GREETING));
                },
                line -> context.ui().error(line)));
        if (!greeted.get()) {
            throw new UnreachableException(
                    "WinRM reaches " + machine.name() + ", where PowerShell does not print \"" + GREETING + "\".",
                    null,
                    false);
        }
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        try (LineOutput errors = lines(command.errors());
                LineOutput output = lines(command.output());
                WinRmShell shell = machine.open()) {
            return shell.run(command.command(), new WinRmShell.Receiver() {
                @Override
                public void output(byte[] bytes) {
                    output.write(bytes, 0, bytes.length);
                }

                @Override
                public void errors(byte[] bytes) {
                    errors.write(bytes, 0, bytes.length);
                }
            });
        }
    }

    @Override
    public int stream(StreamedCommand command) throws ComponentException {
        try (WinRmShell shell = machine.open()) {
            return shell.run(command.command(), command.input(), new Passing(command));
        }
    }

    /** Passes bytes on as they come. */
    private record Passing(StreamedCommand command) implements WinRmShell.Receiver {
        @Override
        public void output(byte[] bytes) throws ComponentException {
            pass(bytes, command.output());
        }

        @Override
        public void errors(byte[] bytes) throws ComponentException {
            pass(bytes, command.errors());
        }

        private static void pass(byte[] bytes, OutputStream to) throws ComponentException {
            try {
                to.write(bytes);
                to.flush();
            } catch (IOException e) {
                throw new ComponentException("Passing on what a command prints failed: " + e.getMessage(), e);
            }
        }
    }

    /** PowerShell marks the start of output in UTF-8, which belongs to no line. */
    private LineOutput lines(Consumer<String> lines) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new LineOutput(
                context.secrets(),
                line -> lines.accept(first.getAndSet(false) && line.startsWith(MARK) ? line.substring(1) : line));
    }

    @Override
    public boolean leaveNothing(String command) {
        return machine.runLast(command);
    }

    /** Writes a file; Windows has no permission bits, so the mode is of no meaning. */
    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        String path = unquoted(destination);
        if (path.isEmpty() || path.endsWith("\\") || path.endsWith("/")) {
            throw new ComponentException("Cannot upload a file to \"" + destination + "\": it names a directory.");
        }
        new RemoteUpload(machine).file(content, path);
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        Path root = context.directory().resolve(source).normalize();
        if (!Files.isDirectory(root)) {
            throw new ComponentException("Cannot upload the directory " + root + ": it is none.");
        }
        String target = unquoted(destination);
        if (!source.endsWith("/")) {
            target = target + "\\" + root.getFileName();
        }
        String label = String.valueOf(root.getFileName());
        TreeStream tree = new TreeStream(
                root, excludes, context.cancellation(), done -> context.ui().progress(label, done, -1));
        new RemoteUpload(machine).tree(tree, target);
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        new RemoteDownload(machine).file(unquoted(source), content);
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        String path = unquoted(source);
        if (path.contains("*") || path.contains("?")) {
            throw new ComponentException("Cannot download " + source
                    + ": WinRM has no wildcards. Name a file, or a directory with a slash at its end.");
        }
        String bare = path.replaceAll("[/\\\\]+$", "");
        boolean contentOnly = !bare.equals(path);
        Path root = context.directory().resolve(destination);
        String name = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
        Path target = contentOnly ? root : root.resolve(name);
        new RemoteDownload(machine)
                .tree(bare, target, excludes, done -> context.ui().progress(name, done, -1));
    }

    /** Templates quote paths with spaces at times, which is not needed here. */
    private static String unquoted(String path) {
        return path.length() > 1 && path.startsWith("'") && path.endsWith("'")
                ? path.substring(1, path.length() - 1)
                : path;
    }

    @Override
    public void close() {
        // Every command has closed its shell; the connection ends with its last request.
    }
}
