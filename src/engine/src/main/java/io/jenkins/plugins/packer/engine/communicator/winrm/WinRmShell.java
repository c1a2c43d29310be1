package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Uninterrupted;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A shell on the machine, in which commands run one after the other. */
final class WinRmShell implements AutoCloseable {
    /** How often a lost connection is tried again while a command runs: the command itself does not end with it. */
    private static final int TRIES = 4;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final WinRmMachine machine;
    private final String id;
    private @Nullable WsManClient farewell;

    WinRmShell(WinRmMachine machine, String id) {
        this.machine = machine;
        this.id = id;
    }

    /** Takes what a command prints, in pieces of any length. */
    interface Receiver {
        /** Bytes of standard output. */
        void output(byte[] bytes) throws ComponentException;

        /** Bytes of standard error. */
        void errors(byte[] bytes) throws ComponentException;
    }

    /**
     * Runs a command line and waits for its end.
     *
     * @return the exit code
     * @throws DisconnectedException when the machine is gone before the command's end is known
     * @throws ComponentException when it cannot be started
     */
    int run(String commandLine, Receiver receiver) throws ComponentException {
        requireText(commandLine);
        return await(start(commandLine, false), receiver);
    }

    /**
     * Runs a command line that reads input, and waits for its end.
     *
     * @param input its standard input, which ends where this does
     * @return the exit code
     * @throws DisconnectedException when the machine is gone before the command's end is known, or before it has its input
     * @throws ComponentException when it cannot be started
     */
    int run(String commandLine, InputStream input, Receiver receiver) throws ComponentException {
        requireText(commandLine);
        String command = start(commandLine, true);
        CommandInput feeding = new CommandInput(machine, id, command, input);
        feeding.start();
        int exitCode = await(command, receiver);
        feeding.requireDelivered();
        return exitCode;
    }

    private int await(String command, Receiver receiver) throws ComponentException {
        boolean ended = false;
        try {
            Integer exitCode = receive(command, receiver);
            while (exitCode == null) {
                exitCode = receive(command, receiver);
            }
            ended = true;
            terminate(machine.client(), command);
            return exitCode;
        } finally {
            if (!ended) {
                abandon(command);
            }
        }
    }

    /** XML has no place for most control characters. */
    private static void requireText(String commandLine) throws ComponentException {
        for (char c : commandLine.toCharArray()) {
            if (c < ' ' && c != '\t' && c != '\r' && c != '\n') {
                throw new ComponentException("A command cannot go by WinRM, since it holds the control character "
                        + (int) c + ": put it into a script that is uploaded.");
            }
        }
    }

    private String start(String commandLine, boolean fed) throws ComponentException {
        String what = "WinRM cannot start a command on " + machine.name() + ": ";
        try {
            return machine.client().command(id, commandLine, fed);
        } catch (ConnectException | WsManFault | LoginRefusedException e) {
            throw new ComponentException(what + e.getMessage() + ".", e);
        } catch (IOException e) {
            // It may have been started, so that starting it again would run it twice.
            throw new DisconnectedException(what + e.getMessage() + ".", e);
        }
    }

    /** Takes what the command printed, and its exit code, which is null while it runs. */
    private @Nullable Integer receive(String command, Receiver receiver) throws ComponentException {
        for (int attempt = 1; ; attempt++) {
            try {
                WsManClient.Output output = machine.client().receive(id, command);
                receiver.output(output.stdout());
                receiver.errors(output.stderr());
                return output.exitCode();
            } catch (WsManFault | LoginRefusedException | HttpTimeoutException e) {
                throw disconnected(e);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw disconnected(e);
                }
                machine.cancellation().pause(BETWEEN_TRIES);
            }
        }
    }

    private DisconnectedException disconnected(IOException cause) {
        return new DisconnectedException(
                "The connection to " + machine.name() + " ended before the command did: " + cause.getMessage() + ".",
                cause);
    }

    /** The command's end is known already: a machine that goes down does not change it. */
    private void terminate(WsManClient client, String command) {
        try {
            client.terminate(id, command);
        } catch (IOException e) {
            // The shell is deleted next, or is gone with the machine.
            return;
        }
    }

    /** Ends a command that nobody waits for any more, even in a run that was cancelled. */
    private void abandon(String command) {
        Uninterrupted.run(() -> terminate(farewell(), command));
    }

    /** One for all that is left to say, which shares its time. */
    private WsManClient farewell() {
        WsManClient current = farewell;
        if (current == null) {
            current = machine.farewell();
            farewell = current;
        }
        return current;
    }

    /** Closes the shell on the machine; where that fails, the machine closes it after a while itself. */
    @Override
    public void close() {
        boolean hurry = farewell != null
                || Thread.currentThread().isInterrupted()
                || machine.cancellation().isCancelled();
        Uninterrupted.run(() -> delete(hurry ? farewell() : machine.client()));
    }

    private void delete(WsManClient client) {
        try {
            client.delete(id);
        } catch (IOException e) {
            // A machine that goes down takes its shells with it.
            return;
        }
    }
}
