package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.io.ByteArrayInputStream;
import java.time.Duration;

/** Puts scripts on the machine, runs and removes them, and tries again while the machine is rebooting. */
final class RemoteScript {
    /** Stands for the exit status of a command whose connection ended before it did, as in Packer. */
    static final int DISCONNECTED = 2300218;

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LAST_DELAY = Duration.ofSeconds(8);

    private final ProvisionContext context;
    private final Communicator communicator;
    private final Duration timeout;

    /**
     * @param context of the build
     * @param timeout how long each work is tried
     */
    RemoteScript(ProvisionContext context, Duration timeout) {
        this.context = context;
        this.communicator = context.communicator();
        this.timeout = timeout;
    }

    /** Uploads a file that only its owner can read. */
    void uploadPrivately(byte[] content, String path) throws ComponentException {
        retry(() -> {
            communicator.upload(new ByteArrayInputStream(content), content.length, 0600, path);
            quietly("chmod 0600 " + path);
            return 0;
        });
    }

    /**
     * Uploads a script and runs a command. Both are tried again as one, since a reboot between them loses the script.
     *
     * @return the exit status, or {@link #DISCONNECTED}
     */
    int run(byte[] script, String path, String command) throws ComponentException {
        Ui ui = context.ui();
        RemoteCommand remote = new RemoteCommand(
                command, line -> ui.message(OutputLine.shown(line)), line -> ui.error(OutputLine.shown(line)));
        return retry(() -> {
            communicator.upload(new ByteArrayInputStream(script), script.length, -1, path);
            quietly("chmod 0755 " + path);
            try {
                return communicator.execute(remote);
            } catch (DisconnectedException e) {
                // The script began, so it is not run a second time; whether this was meant is the caller's to judge.
                return DISCONNECTED;
            }
        });
    }

    /** Removes a file. */
    void remove(String path) throws ComponentException {
        retry(() -> {
            int status = quietly("rm -f " + path);
            if (status != 0) {
                throw new ComponentException(
                        "Error removing temporary script at " + path + ": rm ended with exit status " + status + ".");
            }
            return status;
        });
    }

    /** Runs a command of ours; where the far side has no such command, what follows tells. */
    private int quietly(String command) throws ComponentException {
        return communicator.execute(new RemoteCommand(command, line -> {}, line -> {}));
    }

    private int retry(Attempt attempt) throws ComponentException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration delay = FIRST_DELAY;
        while (true) {
            context.cancellation().check();
            try {
                return attempt.run();
            } catch (ComponentException e) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw e;
                }
                context.ui().message("Trying again: " + e.getMessage());
                context.cancellation().pause(delay.toNanos() < left ? delay : Duration.ofNanos(left));
                Duration doubled = delay.multipliedBy(2);
                delay = doubled.compareTo(LAST_DELAY) < 0 ? doubled : LAST_DELAY;
            }
        }
    }

    /** Work that may have to be done again. */
    private interface Attempt {
        int run() throws ComponentException;
    }
}
