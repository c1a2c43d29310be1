package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.communicator.NoCommandsException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;

/**
 * Moves files with the machine's {@code scp}, over the protocol that OpenSSH's own scp had from rcp: a line for each file
 * and directory, and an octet after each that says whether it was taken.
 */
record ScpTransfer(RemoteShell shell, StepContext context) implements FileTransfer {
    private static final int DEFAULT_MODE = 0644;
    private static final String NO_SLASH = "; end the destination with a slash to put the file into it";

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        String name = RemotePath.name(destination);
        if (name.isEmpty()) {
            throw new ComponentException("Cannot upload a file to \"" + destination + "\": it names a directory.");
        }
        String folder = RemotePath.word(RemotePath.folder(destination));
        // -d: without it a missing folder would become a file of that name.
        run("Uploading to " + destination, "scp -d -t " + folder, scp -> {
            scp.confirm();
            scp.file(content, size, mode < 0 ? DEFAULT_MODE : mode, name);
        });
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        run("Downloading " + source, "scp -f " + RemotePath.word(source), scp -> {
            scp.accept();
            ScpStream.Header header = scp.header();
            if (header == null || header.kind() != 'C') {
                throw new IOException("it is no file; end the source with a slash if it is a directory");
            }
            scp.receive(header, content, done -> context.ui().progress(RemotePath.name(source), done, header.size()));
        });
    }

    @Override
    public void uploadTree(LocalTree tree, String below, String destination) throws ComponentException {
        String what = "Uploading " + tree.root() + " to " + destination;
        run(what, "scp -rt " + RemotePath.word(destination), scp -> {
            scp.confirm();
            if (!below.isEmpty()) {
                scp.directory(LocalEntry.of(tree.root()).mode(), below);
            }
            tree.walk(new Sending(scp));
            if (!below.isEmpty()) {
                scp.end();
            }
        });
    }

    /** Sends a tree; scp knows no links, so what they lead to is sent. */
    private record Sending(ScpStream scp) implements LocalTree.Visitor {
        @Override
        public boolean keepsLinks() {
            return false;
        }

        @Override
        public void directory(LocalEntry directory, String name) throws IOException {
            scp.directory(directory.mode(), RemotePath.name(name));
        }

        @Override
        public void end(String name) throws IOException {
            scp.end();
        }

        @Override
        public void file(LocalEntry file, String name) throws IOException {
            try (InputStream content = file.open()) {
                scp.file(content, file.size(), file.mode(), RemotePath.name(name));
            }
        }

        @Override
        public void link(LocalEntry link, String name, String target) throws IOException {
            throw new IllegalStateException("scp knows no links");
        }
    }

    @Override
    public void downloadTree(RemoteTree source, NewTree target) throws ComponentException {
        String path = source.isPattern() ? source.source() : RemotePath.word(source.path());
        run("Downloading " + source.source() + " to " + target.root(), "scp -rf " + path, scp -> {
            Files.createDirectories(target.root());
            scp.accept();
            new Receiving(scp, target, !source.isPattern()).run();
            target.finish();
        });
    }

    /** Takes a tree that the machine sends. */
    private record Receiving(ScpStream scp, NewTree target, boolean wholeDirectory) {

        void run() throws IOException {
            String prefix = "";
            int depth = 0;
            for (ScpStream.Header header = scp.header(); header != null; header = scp.header()) {
                if (header.kind() == 'E') {
                    depth--;
                    prefix = prefix.isEmpty() ? "" : parent(prefix);
                    scp.accept();
                } else if (header.kind() == 'D') {
                    // The outermost directory is the target itself, which may have another name here.
                    if (depth > 0 || !wholeDirectory) {
                        prefix = prefix + header.name() + "/";
                        if (target.takes(RemotePath.strip(prefix))) {
                            target.directory(RemotePath.strip(prefix), header.mode());
                        }
                    }
                    depth++;
                    scp.accept();
                } else {
                    file(header, prefix + header.name());
                }
            }
        }

        private void file(ScpStream.Header header, String name) throws IOException {
            if (target.takes(name)) {
                scp.accept();
                target.file(name, header.mode(), scp.content(), header.size());
                scp.confirm();
                scp.accept();
            } else {
                scp.receive(header, OutputStream.nullOutputStream(), done -> {});
            }
        }

        private static String parent(String prefix) {
            int slash = prefix.lastIndexOf('/', prefix.length() - 2);
            return prefix.substring(0, slash + 1);
        }
    }

    private interface Work {
        void run(ScpStream scp) throws IOException;
    }

    private void run(String what, String command, Work work) throws ComponentException {
        try (RemoteProgram program = shell.pipe(command);
                ShellCheck output = ShellCheck.of(shell, program)) {
            IOException broken = null;
            try {
                work.run(new ScpStream(output, program.in(), context.cancellation()));
                program.in().close();
            } catch (ScpStream.RefusedException e) {
                String hint = e.getMessage().endsWith(": Is a directory") ? NO_SLASH : "";
                throw new ComponentException(what + " failed: " + e.getMessage() + hint, e);
            } catch (IOException e) {
                broken = e;
            }
            if (output.failed()) {
                throw new NoCommandsException(
                        what + " failed: the machine runs no commands, as one that is for SFTP alone"
                                + " (ForceCommand of its SSH server), or where a start-up file of the user's shell"
                                + " starts another program (exec). Set ssh_file_transfer_method = \"sftp\".");
            }
            if (output.isMute()) {
                throw new ComponentException(what + " failed: the machine's scp says nothing. A start-up file of the"
                        + " user's shell (.bashrc, .cshrc) may wait for input: let it do so on terminals only, or set"
                        + " ssh_file_transfer_method = \"sftp\".");
            }
            if (broken != null && !program.endsSoon()) {
                throw new ComponentException(what + " failed: " + FileTrouble.words(broken), broken);
            }
            end(what, program, broken);
        }
    }

    private static void end(String what, RemoteProgram program, @org.jspecify.annotations.Nullable IOException broken)
            throws ComponentException {
        int status = program.end(what);
        if (status == 127) {
            throw new ComponentException(what + " failed: the machine has no scp. Install it there, or set"
                    + " ssh_file_transfer_method = \"sftp\".");
        }
        if (status != 0) {
            throw new ComponentException(what + " failed: the machine's scp ended with exit status " + status
                    + (program.errorText().isEmpty() ? ScpStream.UNSAID : ": " + program.errorText()));
        }
        if (broken != null) {
            throw new ComponentException(what + " failed: " + FileTrouble.words(broken), broken);
        }
    }
}
