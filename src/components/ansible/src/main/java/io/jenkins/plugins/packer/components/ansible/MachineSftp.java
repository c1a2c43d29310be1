package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own server for SFTP, as a machine with SSH has it: a client that talks to it needs no command for each
 * file.
 */
final class MachineSftp {
    private static final String NAME = "sftp";
    private static final int VERSION = 3;

    private final ProvisionContext context;
    private @Nullable Boolean there;

    MachineSftp(ProvisionContext context) {
        this.context = context;
    }

    /** Whether there is one; the machine is asked once. */
    synchronized boolean isThere() {
        Boolean known = there;
        if (known == null) {
            known = greets();
            there = known;
        }
        return known;
    }

    /** One that cannot be started is there by its name only, and login files that print something break the protocol. */
    private boolean greets() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            byte[] greeting = SftpPacket.of(SftpPacket.INIT, out -> out.writeInt(VERSION));
            serve(new ByteArrayInputStream(greeting), answer, OutputStream.nullOutputStream());
            DataInputStream packet =
                    SftpPacket.next(new DataInputStream(new ByteArrayInputStream(answer.toByteArray())));
            return packet != null && packet.readUnsignedByte() == SftpPacket.VERSION;
        } catch (ComponentException | IOException e) {
            // Whatever it is that answers: it is no server for SFTP.
            return false;
        }
    }

    /** Has it talk to a client; returns the exit status. */
    int serve(InputStream in, OutputStream out, OutputStream err) throws ComponentException {
        return context.communicator().streamSubsystem(new StreamedCommand(NAME, in, out, err));
    }
}
