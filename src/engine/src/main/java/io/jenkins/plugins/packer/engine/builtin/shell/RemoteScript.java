package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.builtin.StartRetry;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts scripts on the machine, runs and removes them, and tries again while the machine is rebooting. */
final class RemoteScript {
    /** Stands for the exit status of a command whose connection ended before it did, as in Packer. */
    static final int DISCONNECTED = 2300218;

    private final ProvisionContext context;
    private final Communicator communicator;
    private final StartRetry retry;

    /**
     * How a script ended.
     *
     * @param status the exit status, or {@link #DISCONNECTED}
     * @param removed whether it is gone from the machine
     * @param disconnection how the connection ended before the script did; null where it did not
     */
    record Ended(int status, boolean removed, @Nullable DisconnectedException disconnection) {
        Ended(int status, boolean removed) {
            this(status, removed, null);
        }

        /** It had begun; even where that is among the statuses to clean up after, nobody was there to do it. */
        static Ended by(DisconnectedException disconnection) {
            return new Ended(DISCONNECTED, false, disconnection);
        }
    }

    /**
     * @param context of the build
     * @param timeout how long each work is tried
     */
    RemoteScript(ProvisionContext context, Duration timeout) {
        this.context = context;
        this.communicator = context.communicator();
        this.retry = new StartRetry(context, timeout);
    }

    /** Uploads a file that only its owner can read. */
    void uploadPrivately(byte[] content, String path) throws ComponentException {
        retry.run(() -> {
            communicator.upload(new ByteArrayInputStream(content), content.length, 0600, path);
            quietly("chmod 0600 " + path);
            return 0;
        });
    }

    /**
     * Uploads a script and runs a command. Both are tried again as one, since a reboot between them loses the script.
     *
     * @param posix whether the command is one for a POSIX shell: then the script's permissions are set by the same shell,
     *     and not by one of its own, for which many a machine takes longer than for the script
     * @param clean exit statuses after which the script may be removed at once
     */
    Ended run(byte[] script, String path, String command, boolean posix, List<Integer> clean)
            throws ComponentException {
        return retry.run(() -> {
            Optional<Ended> streamed = posix && StreamedScript.suits(communicator, path)
                    ? new StreamedScript(context, script, path).run(command, clean)
                    : Optional.empty();
            return streamed.isPresent() ? streamed.get() : step(script, path, command, posix);
        });
    }

    /** The ordinary way: one thing after the other. */
    private Ended step(byte[] script, String path, String command, boolean posix) throws ComponentException {
        Ui ui = context.ui();
        String permissions = "chmod 0755 " + path;
        RemoteCommand remote = new RemoteCommand(
                posix ? permissions + " 2>/dev/null; " + command : command,
                line -> ui.message(OutputLine.shown(line)),
                line -> ui.error(OutputLine.shown(line)));
        communicator.upload(new ByteArrayInputStream(script), script.length, -1, path);
        if (!posix) {
            quietly(permissions);
        }
        try {
            return new Ended(communicator.execute(remote), false);
        } catch (DisconnectedException e) {
            // A time that is over ends a command so as well.
            context.cancellation().check();
            // The script began, so it is not run a second time; whether this was meant is the caller's to judge.
            return Ended.by(e);
        }
    }

    /** Removes a file. */
    void remove(String path) throws ComponentException {
        retry.run(() -> {
            int status = quietly("rm -f " + path);
            if (status != 0) {
                throw new ComponentException(
                        "Error removing temporary script at " + path + ": rm ended with exit status " + status + ".");
            }
            return status;
        });
    }

    /** Removes a file with a secret after a failure, if that can be done at once. */
    void removeAfter(ComponentException failure, String path) {
        try {
            int status = quietly("rm -f " + path);
            if (status != 0) {
                context.ui()
                        .error("The file " + path + ", with a secret, stays on the machine: rm ended with " + status);
            }
        } catch (ComponentException e) {
            failure.addSuppressed(e);
            context.ui().error("The file " + path + ", with a secret, stays on the machine: " + e.getMessage());
        }
    }

    /** Removes files that nobody needs any more when the script was ended before its time, as far as that is possible. */
    void leaveNothing(List<String> files) {
        if (!files.isEmpty() && !communicator.leaveNothing("rm -f " + String.join(" ", files))) {
            context.ui().error("These files may be left on the machine: " + String.join(", ", files));
        }
    }

    /** Runs a command of ours; where the far side has no such command, what follows tells. */
    private int quietly(String command) throws ComponentException {
        return communicator.execute(new RemoteCommand(command, line -> {}, line -> {}));
    }
}
