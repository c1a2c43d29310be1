package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes the input of a streamed command on to it, on a thread of its own: reading it blocks. */
final class InputPump {
    private static final int BUFFER = 32 * 1024;

    private final InputStream from;
    private final OutputStream to;

    private InputPump(InputStream from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    /** Starts one. It ends with its input, which is closed by whoever started the command, or with the command. */
    static void start(InputStream from, OutputStream to) {
        Thread thread = new Thread(new InputPump(from, to)::run, "ssh-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        byte[] buffer = new byte[BUFFER];
        try (to) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // The command has ended, or its input was closed: how it ended is told by its exit status.
            return;
        }
    }
}
