package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;

/** What one session of a client asks for, on a thread of its own. */
final class ProxyCommand implements Command {
    /** With this status ssh, and so Ansible, tells that the connection broke and not that the command failed. */
    private static final int UNREACHABLE = 255;

    private final Work work;
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();
    private OutputStream errors = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, close) -> {};

    private ProxyCommand(Work work) {
        this.work = work;
    }

    /** A command line, as scp's far side or to be run on the machine. */
    static ProxyCommand of(String command, RemoteFiles files, ProvisionContext context) {
        Optional<ScpCommand> scp = ScpCommand.of(command);
        return scp.map(transfer -> new ProxyCommand((in, out, err) -> new ScpSession(files, in, out).serve(transfer)))
                .orElseGet(() -> forwarded(command, context));
    }

    /** A command that runs on the machine. */
    static ProxyCommand forwarded(String command, ProvisionContext context) {
        String line = WindowsMachine.isIn(context) ? WindowsMachine.command(command) : command;
        return new ProxyCommand((in, out, err) ->
                told(err, () -> context.communicator().stream(new StreamedCommand(line, in, out, err))));
    }

    /** A transfer of files: with the machine's own server where it has one, and with ours otherwise. */
    static ProxyCommand sftp(MachineSftp machine, RemoteFiles files) {
        return new ProxyCommand((in, out, err) -> {
            if (machine.isThere()) {
                return told(err, () -> machine.serve(in, out, err));
            }
            new SftpSession(files).serve(in, out);
            return 0;
        });
    }

    private static int told(OutputStream err, OnMachine work) throws IOException {
        try {
            return work.run();
        } catch (ComponentException e) {
            err.write((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
            return UNREACHABLE;
        }
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        ServerSession session = channel.getServerSession();
        Thread thread = new Thread(this::run, "ansible-proxy " + session.getClientAddress());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        int status = UNREACHABLE;
        try {
            status = work.run(input, output, errors);
            output.flush();
            errors.flush();
        } catch (IOException e) {
            // The client is gone: there is nobody to tell.
            status = UNREACHABLE;
        } catch (CancelledException e) {
            // The run ends, and Ansible with it.
            status = UNREACHABLE;
        } finally {
            exit.onExit(status);
        }
    }

    @Override
    public void destroy(ChannelSession channel) throws IOException {
        input.close();
    }

    /** What the machine does; returns the exit status. */
    @FunctionalInterface
    private interface OnMachine {
        int run() throws ComponentException;
    }

    /** What is done with a session's streams; returns the exit status. */
    @FunctionalInterface
    private interface Work {
        int run(InputStream in, OutputStream out, OutputStream err) throws IOException;
    }
}
