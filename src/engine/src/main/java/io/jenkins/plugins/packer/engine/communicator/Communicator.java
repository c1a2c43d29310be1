package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A connection to a machine: runs commands on it and moves files. Its calls block, end early when the run is
 * cancelled, and may be used by one thread at a time.
 */
public interface Communicator extends AutoCloseable {

    /** The name in templates: {@code ssh}, {@code winrm}, {@code docker}, {@code none}. */
    String type();

    /**
     * Runs a command and waits for its end.
     *
     * @return the exit status
     * @throws DisconnectedException when the connection ends before the command does, as in a reboot
     * @throws ComponentException when the command cannot be started
     */
    int execute(RemoteCommand command) throws ComponentException;

    /**
     * Runs a command with bytes for its input and outputs, and waits for its end. Several may run at once on threads of
     * their own, beside one another and beside the other calls.
     *
     * @return the exit status
     * @throws DisconnectedException when the connection ends before the command does
     * @throws ComponentException when the command cannot be started, or the communicator cannot pass bytes on
     */
    default int stream(StreamedCommand command) throws ComponentException {
        throw new ComponentException("The " + type() + " communicator cannot pass a command's input on, which \""
                + command.command() + "\" needs.");
    }

    /**
     * As {@link #stream}, with a server that the machine starts by a name of its own instead of a command: in SSH's words a
     * subsystem, such as {@code sftp}.
     *
     * @param subsystem whose command is that name
     * @throws ComponentException when the machine has no such server, or the communicator does not know of such
     */
    default int streamSubsystem(StreamedCommand subsystem) throws ComponentException {
        throw new ComponentException("The " + type() + " communicator has no subsystem " + subsystem.command() + ".");
    }

    /**
     * Whether {@link #stream} runs a command as {@link #execute} does, but for its input: a script that is streamed to the
     * command which runs it meets nothing else then.
     */
    default boolean streamsScripts() {
        return false;
    }

    /**
     * Runs a last command of ours, such as one that removes a secret: also in a run that is cancelled and on a thread that
     * is interrupted, over the connection that is there, and for no longer than a few seconds. What it prints is not shown.
     *
     * @return false where something may be left: there is no connection, or the command did not succeed in time. A machine
     *     that goes with the build, with whatever is on it, needs none
     */
    default boolean leaveNothing(String command) {
        return true;
    }

    /**
     * Writes a file on the machine.
     *
     * @param content its bytes; not closed
     * @param size number of bytes
     * @param mode permission bits such as {@code 0644}, or -1 for the far side's default
     * @param destination path on the machine
     */
    void upload(InputStream content, long size, int mode, String destination) throws ComponentException;

    /**
     * Copies a directory to the machine. As with rsync, a trailing slash on the source copies its content, and without
     * one the directory itself is created below the destination.
     *
     * @param source local directory, as the template writes it
     * @param destination directory on the machine
     * @param excludes paths below the source that stay behind
     */
    void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException;

    /**
     * Reads a file of the machine.
     *
     * @param source path on the machine
     * @param content where its bytes go; not closed
     */
    void download(String source, OutputStream content) throws ComponentException;

    /**
     * Copies a directory from the machine; slashes as in {@link #uploadDirectory}.
     *
     * @param source directory on the machine, as the template writes it
     * @param destination local directory
     * @param excludes paths below the source that stay behind
     */
    void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException;

    @Override
    void close();
}
