package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Uninterrupted;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A machine that is reached by WinRM, and what everything that talks to it needs. */
final class WinRmMachine {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A build that was cancelled does not wait long for a machine that does not answer. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    /** Nor does an attempt to connect whose time is over. */
    private static final Duration SHORT_FAREWELL = Duration.ofSeconds(1);

    /** How long it takes to log in, to open a shell and to run a short command in it, on a machine that is busy. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private final WinRmSettings settings;
    private final Map<String, String> environment;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final WsManClient client;

    /**
     * @param environment where proxies are named
     * @param deadline until when it has to have answered
     * @param cancellation ends what is going on
     */
    WinRmMachine(
            WinRmSettings settings, Map<String, String> environment, Deadline deadline, Cancellation cancellation) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.deadline = deadline;
        this.cancellation = cancellation;
        client = another();
    }

    /** Its address, for messages. */
    String name() {
        return settings.uri().getAuthority();
    }

    WsManClient client() {
        return client;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** A connection beside the first: on that one a request for output may be held back while input goes by this one. */
    WsManClient another() {
        HttpConnection connection = new HttpConnection(settings, environment, PATIENCE, deadline, cancellation);
        return new WsManClient(settings, settings.operationTimeout(), connection);
    }

    /** A connection of its own that a cancelled run can still use, for a moment from now on, whatever it is used for. */
    WsManClient farewell() {
        Duration moment = deadline.isSet() ? SHORT_FAREWELL : FAREWELL;
        HttpConnection connection =
                new HttpConnection(settings, environment, moment, Deadline.within(moment), new Cancellation());
        return new WsManClient(settings, moment, connection);
    }

    /**
     * Runs a last command, in a run that is cancelled as well: by a connection of its own, for some seconds at most.
     *
     * @return whether it succeeded
     */
    boolean runLast(String commandLine) {
        return Uninterrupted.ask(() -> succeedsSoon(commandLine));
    }

    private boolean succeedsSoon(String commandLine) {
        WinRmMachine last = new WinRmMachine(settings, environment, Deadline.within(LAST), new Cancellation());
        try (WinRmShell shell = last.open()) {
            return shell.run(commandLine, new WinRmShell.Receiver() {
                        @Override
                        public void output(byte[] bytes) {
                            // Nobody reads it any more.
                        }

                        @Override
                        public void errors(byte[] bytes) {
                            // Nor this.
                        }
                    })
                    == 0;
        } catch (ComponentException e) {
            // The machine does not answer any more, or not soon enough.
            return false;
        }
    }

    /**
     * Opens a shell.
     *
     * @throws ComponentException when the machine does not let it
     */
    WinRmShell open() throws ComponentException {
        try {
            return new WinRmShell(this, client.create());
        } catch (IOException e) {
            throw new ComponentException("WinRM cannot open a shell on " + name() + ": " + e.getMessage() + ".", e);
        }
    }
}
