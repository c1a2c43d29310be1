package io.jenkins.plugins.packer.components.ansible;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * A session that tells the exit status before it ends its output. MINA does it the other way round, and a client that has
 * ended its input already, as Ansible's does when it pipes a module, then closes the channel before the status can be
 * sent: ssh ends with 255, and the machine looks unreachable.
 */
final class ProxyChannel extends ChannelSession {

    @Override
    protected void closeShell(int exitValue, boolean closeImmediately) throws IOException {
        if (!isClosing()) {
            OutputStream output = out;
            if (output != null) {
                output.close();
            }
            sendExitStatus(exitValue);
            sendEof();
            commandExitFuture.setClosed();
            close(closeImmediately);
        } else {
            commandExitFuture.setClosed();
        }
    }
}
