package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code ssh} communicator. Whatever finds the connection gone makes a new one first, so that a machine can reboot
 * between two commands.
 */
final class SshCommunicator implements Communicator {
    private final SshMachine machine;
    private final RemoteShell shell;

    SshCommunicator(SshMachine machine, MachineAccess access, SshConnection connection) {
        this.machine = machine;
        this.shell = new RemoteShell(machine, access, connection);
    }

    @Override
    public String type() {
        return "ssh";
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        int status = status(command);
        if (status == 0) {
            shell.requireShell();
        }
        return status;
    }

    private int status(RemoteCommand command) throws ComponentException {
        Redactor secrets = machine.context().secrets();
        try (LineOutput errors = new LineOutput(secrets, command.errors());
                LineOutput output = new LineOutput(secrets, command.output());
                RemoteProgram program = shell.run(command.command(), output, errors)) {
            program.in().close();
            return program.end();
        } catch (IOException e) {
            throw new ComponentException("Running a command on the machine failed: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean streamsScripts() {
        return !machine.hasTerminal();
    }

    @Override
    public int stream(StreamedCommand command) throws ComponentException {
        return end(shell.stream(command.command(), command.output(), command.errors()), command);
    }

    @Override
    public int streamSubsystem(StreamedCommand subsystem) throws ComponentException {
        return end(shell.subsystem(subsystem.command(), subsystem.output(), subsystem.errors()), subsystem);
    }

    private static int end(RemoteProgram started, StreamedCommand command) throws ComponentException {
        try (RemoteProgram program = started) {
            InputPump.start(command.input(), program.in());
            return program.end();
        }
    }

    @Override
    public boolean leaveNothing(String command) {
        return shell.runLast(command);
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        files().upload(content, size, mode, destination);
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        Path directory = machine.context().directory().resolve(source).normalize();
        if (!Files.isDirectory(directory)) {
            throw new ComponentException("Uploading " + source + " failed: there is no such directory.");
        }
        LocalTree tree = new LocalTree(directory, Excluded.of(excludes), machine.context());
        String below = source.endsWith("/") ? "" : String.valueOf(directory.getFileName());
        if (!tar().upload(tree, below, destination)) {
            files().uploadTree(tree, below, destination);
        }
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        files().download(source, content);
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        Path to = machine.context().directory().resolve(destination);
        RemoteTree tree = RemoteTree.parse(source);
        NewTree target = new NewTree(to.resolve(tree.folder()), Excluded.of(excludes), machine.context());
        if (!tree.isOneFolder() || !tar().download(tree, target)) {
            files().downloadTree(tree, target);
        }
    }

    private TarTransfer tar() {
        return new TarTransfer(shell, machine.context());
    }

    private FileTransfer files() {
        return machine.usesSftp()
                ? new SftpTransfer(shell, machine.context())
                : new ScpTransfer(shell, machine.context());
    }

    @Override
    public void close() {
        shell.close();
    }
}
