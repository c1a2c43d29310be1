package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Passes input on to a command while it runs, on a thread of its own: reading it blocks. */
final class CommandInput {
    /** In Base64 and with what surrounds it, less than the smallest envelope that any Windows takes by default. */
    private static final int PIECE = 96 * 1024;

    private final WinRmMachine machine;
    private final String shell;
    private final String command;
    private final InputStream input;
    private volatile @Nullable IOException lost;

    CommandInput(WinRmMachine machine, String shell, String command, InputStream input) {
        this.machine = machine;
        this.shell = shell;
        this.command = command;
        this.input = input;
    }

    /** Starts it. It ends with its input, which is closed by whoever started the command, or with the command. */
    void start() {
        Thread thread = new Thread(this::run, "winrm-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        WsManClient client = machine.another();
        byte[] buffer = new byte[PIECE];
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            if (count > 0 && !send(client, Arrays.copyOf(buffer, count), false)) {
                return;
            }
        }
        send(client, new byte[0], true);
    }

    /** The next bytes of the input; an input that breaks off ends there. */
    private int read(byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Sends once: the machine may have taken what it did not answer, and the command would get it twice. */
    private boolean send(WsManClient client, byte[] bytes, boolean end) {
        try {
            client.send(shell, command, bytes, end);
            return true;
        } catch (WsManFault e) {
            // It has ended, or reads no more: its exit code tells how.
            return e.isTimeout();
        } catch (IOException e) {
            lost = e;
            giveUp(client);
            return false;
        } catch (CancelledException e) {
            // The run ends, and the command with it.
            return false;
        }
    }

    /** A command that waits for what does not come any more would wait for ever. */
    private void giveUp(WsManClient client) {
        try {
            client.terminate(shell, command);
        } catch (IOException e) {
            // Whoever waits for the command finds the machine gone as well.
            return;
        }
    }

    /** Fails where the command did not get what there was for it. */
    void requireDelivered() throws DisconnectedException {
        IOException failure = lost;
        if (failure != null) {
            throw new DisconnectedException(
                    "The input of a command did not reach the machine: " + failure.getMessage() + ".", failure);
        }
    }
}
