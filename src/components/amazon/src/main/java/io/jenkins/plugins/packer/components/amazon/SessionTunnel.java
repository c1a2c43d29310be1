package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.Target;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A port of this machine that leads to the instance through Session Manager. Sessions are started one after the other, as
 * one ends when the instance restarts, until the tunnel is closed.
 */
final class SessionTunnel implements Target, AutoCloseable {
    private static final Duration BETWEEN_SESSIONS = Duration.ofSeconds(2);

    private final Machine machine;
    private final int port;
    private final Cancellation closed;
    private final Cancellation.Registration registration;
    private final Thread worker;
    private volatile @Nullable ComponentException failure;

    private SessionTunnel(Machine machine, int port, PortSession sessions, Cancellation closed, BuildContext context) {
        this.machine = machine;
        this.port = port;
        this.closed = closed;
        this.registration = context.cancellation().onCancel(() -> closed.cancel("the run is cancelled"));
        this.worker = new Thread(() -> work(sessions), "session-manager");
        worker.setDaemon(true);
    }

    /**
     * Opens it; the first session may still be on its way.
     *
     * @param program carries the bytes
     */
    static SessionTunnel open(
            InstanceOptions options,
            SessionProgram program,
            Machine machine,
            Connections.Open connection,
            BuildContext context)
            throws ComponentException {
        Duration pause = options.pauseBeforeSsm();
        if (pause != null && !pause.isZero()) {
            context.ui().say("Waiting " + pause.toSeconds() + "s before establishing the SSM session...");
            context.cancellation().pause(pause);
        }
        int port = freePort(options.sessionManagerPort());
        Cancellation closed = new Cancellation();
        PortSession sessions = new PortSession(options, program, port, machine, connection, closed, context);
        SessionTunnel tunnel = new SessionTunnel(machine, port, sessions, closed, context);
        tunnel.worker.start();
        return tunnel;
    }

    /** The program opens the port itself, so there is a moment in which somebody else may take it. */
    private static int freePort(int wanted) throws ComponentException {
        try (ServerSocket free = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new ComponentException(
                    "session_manager_port " + wanted + " of this machine is not free: " + e.getMessage()
                            + ". Choose another, or none for any that is free.",
                    e);
        }
    }

    private void work(PortSession sessions) {
        try {
            while (!closed.isCancelled()) {
                sessions.run();
                closed.pause(BETWEEN_SESSIONS);
            }
        } catch (CancelledException e) {
            // It was closed: the session has been terminated.
            return;
        } catch (ComponentException e) {
            failure = e;
        }
    }

    @Override
    public String host() throws ComponentException {
        ComponentException happened = failure;
        if (happened != null) {
            throw happened;
        }
        return "localhost";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public @Nullable TemporaryKeyPair keyPair() {
        return machine.keyPair();
    }

    /** Ends the session, and waits until it has been terminated. */
    @Override
    public void close() {
        registration.close();
        closed.cancel("the connection is closed");
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
