package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Moves files with SFTP, for machines without {@code scp}. */
record SftpTransfer(RemoteShell shell, StepContext context) implements FileTransfer {
    private static final int BUFFER = 1 << 16;
    private static final int PERMISSIONS = 07777;
    private static final int OWNERS = 0700;

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        if (RemotePath.name(destination).isEmpty()) {
            throw new ComponentException("Cannot upload a file to \"" + destination + "\": it names a directory.");
        }
        String path = RemotePath.sftp(destination);
        run("Uploading to " + destination, sftp -> {
            try {
                send(sftp, content, mode, path);
            } catch (SftpException e) {
                if (e.getStatus() == SftpConstants.SSH_FX_FAILURE && isDirectory(sftp, path)) {
                    throw new IOException(
                            "it is a directory; end the destination with a slash to put the file into it", e);
                }
                throw e;
            }
        });
    }

    private void send(SftpClient sftp, InputStream content, int mode, String path) throws IOException {
        try (OutputStream out = sftp.write(
                path, BUFFER, SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate)) {
            copy(content, out, "", -1);
        }
        if (mode >= 0) {
            sftp.setStat(path, new SftpClient.Attributes().perms(mode));
        }
    }

    private void copy(InputStream from, OutputStream to, String label, long total) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            done += count;
            context.cancellation().check();
            if (!label.isEmpty()) {
                context.ui().progress(label, done, total);
            }
        }
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        String path = RemotePath.sftp(source);
        run("Downloading " + source, sftp -> {
            SftpClient.Attributes attributes = sftp.stat(path);
            if (attributes.isDirectory()) {
                throw new IOException("it is a directory; end the source with a slash");
            }
            try (InputStream in = sftp.read(path, BUFFER)) {
                copy(in, content, RemotePath.name(path), attributes.getSize());
            }
        });
    }

    @Override
    public void uploadTree(LocalTree tree, String below, String destination) throws ComponentException {
        String root = RemotePath.join(RemotePath.sftp(destination), below);
        run("Uploading " + tree.root() + " to " + destination, sftp -> {
            makeDirectory(sftp, RemotePath.sftp(destination));
            Sending sending = new Sending(this, sftp, root, new ArrayDeque<>());
            if (!below.isEmpty()) {
                sending.directory(LocalEntry.of(tree.root()), "");
            }
            tree.walk(sending);
            if (!below.isEmpty()) {
                sending.end("");
            }
        });
    }

    private static void makeDirectory(SftpClient sftp, String path) throws IOException {
        try {
            sftp.mkdir(path);
        } catch (SftpException e) {
            // The protocol does not tell "exists" from other failures.
            if (!isDirectory(sftp, path)) {
                throw e;
            }
        }
    }

    private static boolean isDirectory(SftpClient sftp, String path) throws IOException {
        try {
            return sftp.stat(path).isDirectory();
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private static void mode(SftpClient sftp, String path, int mode) throws IOException {
        sftp.setStat(path, new SftpClient.Attributes().perms(mode));
    }

    /** Sends a tree; {@code modes} are those of the directories that have begun. */
    private record Sending(SftpTransfer transfer, SftpClient sftp, String root, Deque<Integer> modes)
            implements LocalTree.Visitor {
        @Override
        public void directory(LocalEntry directory, String name) throws IOException {
            String path = RemotePath.join(root, name);
            makeDirectory(sftp, path);
            mode(sftp, path, directory.mode() | OWNERS);
            modes.push(directory.mode());
        }

        /** A directory that its owner cannot write to is filled before it is one. */
        @Override
        public void end(String name) throws IOException {
            int mode = modes.pop();
            if (mode != (mode | OWNERS)) {
                mode(sftp, RemotePath.join(root, name), mode);
            }
        }

        @Override
        public void file(LocalEntry file, String name) throws IOException {
            try (InputStream content = file.open()) {
                transfer.send(sftp, content, file.mode(), RemotePath.join(root, name));
            }
        }

        @Override
        public void link(LocalEntry link, String name, String target) throws IOException {
            String path = RemotePath.join(root, name);
            try {
                sftp.lstat(path);
                sftp.remove(path);
            } catch (SftpException e) {
                if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                    throw e;
                }
            }
            sftp.symLink(path, target);
        }
    }

    @Override
    public void downloadTree(RemoteTree source, NewTree target) throws ComponentException {
        if (source.isPattern()) {
            throw new ComponentException("Downloading " + source.source() + " failed: SFTP knows no patterns, and the"
                    + " machine has no tar. Name a directory, with a slash at the end.");
        }
        run("Downloading " + source.source() + " to " + target.root(), sftp -> {
            Files.createDirectories(target.root());
            receive(sftp, RemotePath.sftp(source.path()), "", target);
            target.finish();
        });
    }

    private void receive(SftpClient sftp, String folder, String prefix, NewTree target) throws IOException {
        for (SftpClient.DirEntry entry : sftp.readEntries(folder)) {
            String name = prefix + entry.getFilename();
            if (entry.getFilename().equals(".") || entry.getFilename().equals("..") || !target.takes(name)) {
                continue;
            }
            String path = RemotePath.join(folder, entry.getFilename());
            SftpClient.Attributes attributes = entry.getAttributes();
            int mode = attributes.getPermissions() & PERMISSIONS;
            if (attributes.isDirectory()) {
                target.directory(name, mode);
                receive(sftp, path, name + "/", target);
            } else if (attributes.isSymbolicLink()) {
                target.link(name, sftp.readLink(path));
            } else if (attributes.isRegularFile()) {
                try (InputStream content = sftp.read(path, BUFFER)) {
                    target.file(name, mode, content, attributes.getSize());
                }
            }
        }
    }

    private interface Work {
        void run(SftpClient sftp) throws IOException;
    }

    private void run(String what, Work work) throws ComponentException {
        ClientSession session = shell.session();
        Cancellation cancellation = context.cancellation();
        try (SftpClient sftp = open(session, what);
                Cancellation.Registration ignored =
                        cancellation.onCancel(() -> sftp.getClientChannel().close(true))) {
            work.run(sftp);
        } catch (SftpException e) {
            cancellation.check();
            throw new ComponentException(what + " failed: " + words(e), e);
        } catch (UncheckedIOException e) {
            cancellation.check();
            IOException cause = e.getCause();
            String reason = cause instanceof SftpException sftp ? words(sftp) : shell.reason(cause);
            throw new ComponentException(what + " failed: " + reason, e);
        } catch (IOException e) {
            cancellation.check();
            throw new ComponentException(what + " failed: " + shell.reason(e), e);
        }
    }

    private SftpClient open(ClientSession session, String what) throws IOException, ComponentException {
        try {
            return SftpClientFactory.instance().createSftpClient(session);
        } catch (IOException e) {
            context.cancellation().check();
            if (!session.isOpen()) {
                throw e;
            }
            throw new ComponentException(
                    what + " failed: the machine has no SFTP server that answers. Install it there, or set"
                            + " ssh_file_transfer_method = \"scp\".",
                    e);
        }
    }

    private static String words(SftpException error) {
        return error.getStatus() == SftpConstants.SSH_FX_FAILURE
                ? "the machine's SFTP server says \"" + error.getMessage()
                        + "\" and no more: the disk may be full, or a name taken"
                : error.getMessage();
    }
}
