package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The requests of a remote shell, each answered before the next. */
final class WsManClient {
    private final WsManEnvelope envelope;
    private final SoapTransport transport;
    private final Duration wait;

    /**
     * @param wait how long the machine may hold a request back
     * @param connection leads to the machine
     */
    WsManClient(WinRmSettings settings, Duration wait, HttpConnection connection) {
        this.wait = wait;
        this.envelope = new WsManEnvelope(settings.uri(), wait);
        this.transport = SoapTransport.of(settings, connection);
    }

    /**
     * What a command printed.
     *
     * @param stdout to standard output
     * @param stderr to standard error
     * @param exitCode how it ended, or null while it runs
     */
    record Output(byte[] stdout, byte[] stderr, @Nullable Integer exitCode) {}

    /** Opens a shell and tells its id. */
    String create() throws IOException {
        return transport.exchange(envelope.create(), wait).shellId();
    }

    /**
     * Starts a command and tells its id.
     *
     * @param fed whether it is sent input
     */
    String command(String shell, String commandLine, boolean fed) throws IOException {
        return transport
                .exchange(envelope.command(shell, commandLine, fed), wait)
                .commandId();
    }

    /** Passes input to a command; {@code end} tells that it is the last. */
    void send(String shell, String command, byte[] input, boolean end) throws IOException {
        transport.exchange(envelope.send(shell, command, input, end), wait);
    }

    /** Waits for output or the end of a command; both may be missing when the machine had nothing to tell in time. */
    Output receive(String shell, String command) throws IOException {
        try {
            WsManAnswer answer = transport.exchange(envelope.receive(shell, command), wait);
            return new Output(
                    answer.stream("stdout"), answer.stream("stderr"), answer.isDone() ? answer.exitCode() : null);
        } catch (WsManFault e) {
            if (e.isTimeout()) {
                return new Output(new byte[0], new byte[0], null);
            }
            throw e;
        }
    }

    /** Ends a command. */
    void terminate(String shell, String command) throws IOException {
        transport.exchange(envelope.terminate(shell, command), wait);
    }

    /** Closes a shell. */
    void delete(String shell) throws IOException {
        transport.exchange(envelope.delete(shell), wait);
    }
}
