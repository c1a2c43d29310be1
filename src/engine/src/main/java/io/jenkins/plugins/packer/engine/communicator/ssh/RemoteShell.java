package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.MachineAccess;
import io.jenkins.plugins.packer.engine.communicator.NoCommandsException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Uninterrupted;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.PtyMode;
import org.jspecify.annotations.Nullable;

/** Starts programs on the machine, over a connection that is made anew when it is gone. */
final class RemoteShell implements AutoCloseable {
    private static final Duration OPENING = Duration.ofMinutes(1);
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final Duration QUESTION = Duration.ofSeconds(15);
    private static final int COLUMNS = 80;
    private static final int LINES = 40;
    /** As Packer's terminal: no echo, and speeds that nobody looks at. */
    private static final Map<PtyMode, Integer> MODES =
            Map.of(PtyMode.ECHO, 0, PtyMode.TTY_OP_ISPEED, 14400, PtyMode.TTY_OP_OSPEED, 14400);

    private static final int LONGEST_WORD = 1024;
    private static final String TAR = "packer-has-tar";

    private enum Kind {
        /** With a terminal and the local agent where they are wanted. */
        USERS,
        /** With the agent, and without a terminal, which would change its bytes. */
        STREAMED,
        /** With neither. */
        OURS
    }

    private final SshMachine machine;
    private final MachineAccess access;
    private volatile SshConnection connection;
    private boolean agentRequested;
    private boolean withoutTar;
    private volatile boolean shellAsked;

    RemoteShell(SshMachine machine, MachineAccess access, SshConnection connection) {
        this.machine = machine;
        this.access = access;
        this.connection = connection;
    }

    /**
     * Runs a command of the user's, with a terminal and the local agent where they are wanted.
     *
     * @param output receives standard output
     * @param errors receives standard error
     */
    RemoteProgram run(String command, OutputStream output, OutputStream errors) throws ComponentException {
        return start(command, output, errors, Kind.USERS);
    }

    /**
     * Runs a command of ours, whose output is read from {@link RemoteProgram#out()}.
     */
    RemoteProgram pipe(String command) throws ComponentException {
        return start(command, null, null, Kind.OURS);
    }

    /** Runs a command of the user's that takes input, or that a protocol is spoken through. */
    RemoteProgram stream(String command, OutputStream output, OutputStream errors) throws ComponentException {
        return start(command, output, errors, Kind.STREAMED);
    }

    /** Speaks with a server that the machine starts by its name, such as {@code sftp}. */
    RemoteProgram subsystem(String name, OutputStream output, OutputStream errors) throws ComponentException {
        try {
            ClientSession session = session();
            return open(channel(() -> session.createSubsystemChannel(name)), output, errors);
        } catch (IOException e) {
            cancellation().check();
            throw new ComponentException(
                    "The machine " + access.address() + " does not start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Runs a command of ours beside another, on the connection that is there: a new one would end the other. */
    RemoteProgram pipeBeside(String command) throws IOException {
        return open(connection.session(), command, null, null, Kind.OURS);
    }

    private RemoteProgram start(String command, @Nullable OutputStream output, @Nullable OutputStream errors, Kind kind)
            throws ComponentException {
        try {
            return open(session(), command, output, errors, kind);
        } catch (IOException e) {
            // The connection may have died without a word: a new one tells, as in Packer.
            cancellation().check();
            ClientSession fresh = reconnect();
            try {
                return open(fresh, command, output, errors, kind);
            } catch (IOException again) {
                throw new ComponentException(
                        "The machine " + access.address() + " does not start a command: " + reason(again), again);
            }
        }
    }

    /**
     * Runs a command although the run is cancelled, if the connection lives, and waits for a few seconds at most.
     *
     * @return whether it succeeded
     */
    boolean runLast(String command) {
        SshConnection current = connection;
        return current.isOpen() && Uninterrupted.ask(() -> runLast(command, current));
    }

    private static boolean runLast(String command, SshConnection connection) {
        try {
            ChannelExec channel = channel(connection.session(), command);
            try (RemoteProgram program = new RemoteProgram(channel, connection, new Cancellation(), null, null)) {
                channel.open().verify(LAST.toMillis());
                return program.succeedsWithin(LAST);
            }
        } catch (IOException e) {
            // The connection is going down, and with it the way to the machine.
            return false;
        }
    }

    /**
     * Makes sure, after the first command that succeeded, that it ran at all. A machine that is for SFTP alone starts that
     * whatever it is told, and that ends well with its input. Such a machine ends a question alike, without a word. One that
     * answers in words of its own, as network gear does that knows no {@code echo}, may have run the command.
     *
     * @throws NoCommandsException where nothing ran
     */
    void requireShell() throws NoCommandsException {
        if (shellAsked) {
            return;
        }
        AtomicBoolean said = new AtomicBoolean();
        boolean ended;
        try (OutputStream output = new Noticing(said);
                OutputStream errors = new Noticing(said);
                RemoteProgram question = open(connection.session(), "echo packer", output, errors, Kind.OURS)) {
            question.in().close();
            ended = question.succeedsWithin(QUESTION);
        } catch (IOException e) {
            // The connection is gone, as after a command that restarts the machine.
            return;
        }
        if (ended && !said.get()) {
            throw new NoCommandsException("The machine " + access.address() + " runs no commands: it says that one"
                    + " succeeded, and does not even do \"echo\". So it is with an account for SFTP alone (ForceCommand of"
                    + " its SSH server), with a login shell such as /bin/true, and where a start-up file of the shell"
                    + " (.bashrc) ends it or starts another one. Connect as a user (ssh_username) who has a shell.");
        }
        shellAsked = true;
    }

    /** Notices that something comes. */
    private static final class Noticing extends OutputStream {
        private final AtomicBoolean something;

        Noticing(AtomicBoolean something) {
            this.something = something;
        }

        @Override
        public void write(int octet) {
            something.set(true);
        }
    }

    private RemoteProgram open(
            ClientSession session,
            String command,
            @Nullable OutputStream output,
            @Nullable OutputStream errors,
            Kind kind)
            throws IOException {
        ChannelExec channel = channel(session, command);
        if (kind == Kind.USERS) {
            terminal(channel);
        }
        if (kind != Kind.OURS) {
            agent(channel);
        }
        return open(channel, output, errors);
    }

    private RemoteProgram open(ChannelSession channel, @Nullable OutputStream output, @Nullable OutputStream errors)
            throws IOException {
        RemoteProgram program = new RemoteProgram(channel, connection, cancellation(), output, errors);
        try {
            channel.open().verify(OPENING.toMillis());
            return program;
        } catch (IOException | RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static ChannelExec channel(ClientSession session, String command) throws IOException {
        return channel(() -> session.createExecChannel(command, StandardCharsets.UTF_8, null, Map.of()));
    }

    private static <C> C channel(Creation<C> creation) throws IOException {
        try {
            return creation.create();
        } catch (IllegalStateException e) {
            // The session is ending, which the library takes for a mistake of the caller's.
            throw new IOException("the connection is ending", e);
        }
    }

    private void terminal(ChannelExec channel) {
        if (machine.hasTerminal()) {
            channel.setUsePty(true);
            channel.setPtyType("xterm");
            channel.setPtyColumns(COLUMNS);
            channel.setPtyLines(LINES);
            channel.setPtyModes(MODES);
        }
    }

    /** The first command asks for the whole connection; OpenSSH complains about a second one. */
    private void agent(ChannelExec channel) {
        if (machine.forwardsAgent() && !agentRequested) {
            agentRequested = true;
            channel.setAgentForwarding(true);
        }
    }

    /** The session, on a connection that is there. */
    synchronized ClientSession session() throws ComponentException {
        return connection.isOpen() ? connection.session() : reconnect();
    }

    private synchronized ClientSession reconnect() throws ComponentException {
        connection.close();
        connection = machine.connect(access, Deadline.within(null));
        agentRequested = false;
        return connection.session();
    }

    /**
     * Runs a command of ours that needs the machine's {@code tar}. Whether there is one the command tells itself: a
     * question of its own would take as long as many a tree.
     *
     * @return the program; empty where the machine has no tar
     */
    Optional<RemoteProgram> pipeTar(String command) throws ComponentException {
        if (withoutTar) {
            return Optional.empty();
        }
        // In a shell that is known: the user's may be csh.
        RemoteProgram program =
                pipe("sh -c " + RemotePath.literal("command -v tar >/dev/null 2>&1 && echo " + TAR + " && " + command));
        try (ShellCheck output = ShellCheck.of(this, program)) {
            if (hasLine(output, TAR)) {
                shellAsked = true;
                return Optional.of(program);
            }
            program.end();
            withoutTar = true;
        } catch (IOException e) {
            program.close();
            cancellation().check();
            throw new ComponentException("Asking the machine for tar failed: " + e.getMessage(), e);
        }
        program.close();
        return Optional.empty();
    }

    /** Reads up to a line; what comes before it is what the user's shell says when it starts. */
    static boolean hasLine(InputStream from, String wanted) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = from.read(); octet >= 0; octet = from.read()) {
            if (octet != '\n') {
                // Whatever a shell says without ending a line.
                if (line.size() <= LONGEST_WORD) {
                    line.write(octet);
                }
            } else if (line.toString(StandardCharsets.UTF_8).strip().equals(wanted)) {
                return true;
            } else {
                line.reset();
            }
        }
        return false;
    }

    /** Why something on the connection failed, a few words. */
    String reason(IOException error) {
        return connection.isOpen() ? FileTrouble.words(error) : "the connection ended: " + connection.ending();
    }

    Cancellation cancellation() {
        return machine.context().cancellation();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Asks the library for a channel. */
    @FunctionalInterface
    private interface Creation<C> {
        C create() throws IOException;
    }
}
