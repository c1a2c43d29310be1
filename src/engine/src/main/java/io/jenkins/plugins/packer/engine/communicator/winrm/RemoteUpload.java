package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.UUID;

/**
 * Brings bytes to the machine as WinRM can: a shell takes commands only, so they go as many {@code echo} commands with
 * Base64 into a temporary file, and a script makes of that what it is to be (as in packer-community/winrmcp).
 */
final class RemoteUpload {
    /** Of the 8,191 characters that {@code cmd.exe} allows. */
    private static final int LONGEST_COMMAND = 8000;

    private final WinRmMachine machine;

    RemoteUpload(WinRmMachine machine) {
        this.machine = machine;
    }

    /** What is to be uploaded. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file; one that is there already is replaced. */
    void file(InputStream content, String destination) throws ComponentException {
        String temporary = temporaryName();
        send(
                "upload to " + destination,
                content::transferTo,
                temporary,
                RemoteScripts.unpackFile(temporary, destination));
    }

    /** Writes what is in a tree into a directory, which is made where it is not there. */
    void tree(TreeStream tree, String destination) throws ComponentException {
        String temporary = temporaryName();
        send(
                "upload to the directory " + destination,
                tree::write,
                temporary,
                RemoteScripts.unpackTree(temporary, destination));
    }

    private static String temporaryName() {
        return "packer-upload-" + UUID.randomUUID() + ".tmp";
    }

    private void send(String what, Content content, String temporary, String script) throws ComponentException {
        try (RemoteShells shells = new RemoteShells(machine)) {
            Chunks chunks = new Chunks(shells, what, "%TEMP%\\" + temporary);
            try {
                content.writeTo(chunks);
                chunks.close();
                shells.run(what, PowerShell.command(script));
            } catch (CancelledException e) {
                // What was sent so far may be a secret.
                machine.runLast(removal(temporary));
                throw e;
            } catch (CarriedException e) {
                removeLeftOver(shells, temporary, e.carried);
                throw e.carried;
            } catch (IOException e) {
                ComponentException failure = new ComponentException("The " + what + " failed: " + e.getMessage(), e);
                removeLeftOver(shells, temporary, failure);
                throw failure;
            }
        }
    }

    /** What was sent so far would otherwise become part of the image when the upload is tried again. */
    private void removeLeftOver(RemoteShells shells, String temporary, ComponentException failure) {
        if (failure instanceof DisconnectedException) {
            return;
        }
        try {
            shells.run("removal of an upload", removal(temporary));
        } catch (ComponentException e) {
            failure.addSuppressed(e);
        }
    }

    private static String removal(String temporary) {
        return "del \"%TEMP%\\" + temporary + "\"";
    }

    /** Takes a failure of the machine through code that knows of {@link IOException} only. */
    private static final class CarriedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient ComponentException carried;

        CarriedException(ComponentException carried) {
            super(carried);
            this.carried = carried;
        }
    }

    /** Sends bytes in pieces, each as long as a command may be. */
    private static final class Chunks extends OutputStream {
        private final RemoteShells shells;
        private final String what;
        private final String file;
        private final byte[] pending;
        private int count;

        Chunks(RemoteShells shells, String what, String file) {
            this.shells = shells;
            this.what = what;
            this.file = file;
            pending = new byte[(LONGEST_COMMAND - file.length()) / 4 * 3];
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                int part = Math.min(pending.length - count, end - at);
                System.arraycopy(bytes, at, pending, count, part);
                count += part;
                at += part;
                if (count == pending.length) {
                    send();
                }
            }
        }

        private void send() throws IOException {
            String text = Base64.getEncoder()
                    .encodeToString(count == pending.length ? pending : java.util.Arrays.copyOf(pending, count));
            count = 0;
            try {
                shells.run(what, "echo " + text + " >> \"" + file + "\"");
            } catch (ComponentException e) {
                throw new CarriedException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (count > 0) {
                send();
            }
        }
    }
}
