package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Moves a tree as one stream that the machine's {@code tar} packs or unpacks. */
record TarTransfer(RemoteShell shell, StepContext context) {
    private static final int BUFFER = 1 << 16;

    /**
     * Copies a tree to the machine.
     *
     * @param below name of the directory that is created below the destination, or empty for its content only
     * @return false where the machine has no {@code tar}, and nothing has happened
     */
    boolean upload(LocalTree tree, String below, String destination) throws ComponentException {
        String what = "Uploading " + tree.root() + " to " + destination;
        String folder = RemotePath.word(destination);
        // -o: what is unpacked belongs to the user, whatever numbers the archive has. BusyBox's tar heeds -p for root
        // alone.
        String command = "mkdir -p " + folder + " && umask 0 && tar -xpof - -C " + folder;
        Optional<RemoteProgram> started = shell.pipeTar(command);
        if (started.isEmpty()) {
            return false;
        }
        try (RemoteProgram program = started.get()) {
            IOException broken = null;
            try (OutputStream in = program.in()) {
                TarWriter tar = new TarWriter(in);
                new Packing(tar, tree, below, context).run();
                tar.finish();
            } catch (TarWriter.UnreadableException | FileSystemException e) {
                throw new ComponentException(what + " failed: reading " + FileTrouble.words(e), e);
            } catch (IOException e) {
                // When tar ends early, its own words say more than a pipe that broke.
                broken = e;
            }
            end(what, program, broken);
        }
        return true;
    }

    private static void end(String what, RemoteProgram program, @Nullable IOException broken)
            throws ComponentException {
        int status = program.end(what);
        if (status != 0) {
            throw new ComponentException(what + " failed: the machine's tar ended with exit status " + status
                    + (program.errorText().isEmpty() ? "" : ": " + program.errorText()));
        }
        if (broken != null) {
            throw program.broken(what, broken);
        }
    }

    /**
     * Copies a tree from the machine.
     *
     * @return false where the machine has no {@code tar}, and nothing has happened
     */
    boolean download(RemoteTree source, NewTree target) throws ComponentException {
        String what = "Downloading " + source.source() + " to " + target.root();
        String folder = RemotePath.word(source.path());
        String command = source.pattern().isEmpty()
                ? "tar -cf - -C " + folder + " ."
                : "cd " + folder + " && tar -cf - -- " + source.pattern();
        Optional<RemoteProgram> started = shell.pipeTar(command);
        if (started.isEmpty()) {
            return false;
        }
        try (RemoteProgram program = started.get()) {
            program.in().close();
            IOException broken = null;
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new BufferedInputStream(new Unclosed(program.out()), BUFFER), "UTF-8")) {
                Files.createDirectories(target.root());
                unpack(tar, target);
                target.finish();
                tar.transferTo(OutputStream.nullOutputStream());
                program.out().transferTo(OutputStream.nullOutputStream());
            } catch (FileSystemException e) {
                throw new ComponentException(what + " failed: writing " + FileTrouble.words(e), e);
            } catch (IOException e) {
                broken = e;
            }
            if (broken != null && !program.endsSoon()) {
                // What failed is on this side, and the machine still sends.
                throw program.broken(what, broken);
            }
            end(what, program, broken);
        } catch (IOException e) {
            throw new ComponentException(what + " failed: " + e.getMessage(), e);
        }
        return true;
    }

    private void unpack(TarArchiveInputStream tar, NewTree target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = name(entry.getName());
            if (!target.takes(name)) {
                continue;
            }
            if (entry.isDirectory()) {
                target.directory(name, entry.getMode());
            } else if (entry.isSymbolicLink()) {
                target.link(name, entry.getLinkName());
            } else if (entry.isLink()) {
                target.copy(name, name(entry.getLinkName()), entry.getMode());
            } else if (entry.isFile()) {
                target.file(name, entry.getMode(), tar, entry.getSize());
            }
            // Devices and pipes stay behind: to make them needs privileges and helps nobody.
        }
    }

    private static String name(String written) {
        String path = written.startsWith("./") ? written.substring(2) : written;
        return path.equals(".") ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Stays open when the archive is closed: the library takes a channel that closes while data comes for broken. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The program closes it.
        }
    }

    /** Writes the archive. */
    private static final class Packing implements LocalTree.Visitor {
        /** How many bytes go out between two looks at the clock. */
        private static final long BETWEEN_PROGRESS = 1 << 18;

        private static final int OWNERS = 0700;

        private final TarWriter tar;
        private final LocalTree tree;
        private final String prefix;
        private final StepContext context;
        private final String label;
        private final Deque<LocalEntry> directories = new ArrayDeque<>();
        private long sent;
        private long told;

        Packing(TarWriter tar, LocalTree tree, String below, StepContext context) {
            this.tar = tar;
            this.tree = tree;
            this.prefix = below.isEmpty() ? "" : below + "/";
            this.context = context;
            this.label = String.valueOf(tree.root().getFileName());
        }

        void run() throws IOException {
            if (!prefix.isEmpty()) {
                directory(LocalEntry.of(tree.root()), "");
            }
            tree.walk(this);
            if (!prefix.isEmpty()) {
                end("");
            }
            if (told < sent) {
                context.ui().progress(label, sent, -1);
            }
        }

        @Override
        public void directory(LocalEntry directory, String name) throws IOException {
            directories.push(directory);
            directory(directory, name, directory.mode() | OWNERS);
        }

        private void directory(LocalEntry directory, String name, int mode) throws IOException {
            String path = name.isEmpty() ? prefix : prefix + name + "/";
            tar.directory(path, mode, directory.modified().to(TimeUnit.SECONDS));
        }

        /** A directory that its owner cannot write to is filled before it is one: BusyBox does as it is told at once. */
        @Override
        public void end(String name) throws IOException {
            LocalEntry directory = directories.pop();
            if ((directory.mode() & OWNERS) != OWNERS) {
                directory(directory, name, directory.mode());
            }
        }

        @Override
        public void file(LocalEntry file, String name) throws IOException {
            try (InputStream content = open(file)) {
                // Fractions of a second would need a header of their own for each file.
                tar.file(
                        prefix.concat(name),
                        file.mode(),
                        file.size(),
                        file.modified().to(TimeUnit.SECONDS));
                copy(content, file);
                tar.pad();
            }
        }

        private static InputStream open(LocalEntry file) throws IOException {
            try {
                return file.open();
            } catch (IOException e) {
                throw new TarWriter.UnreadableException(e);
            }
        }

        /** Exactly as many bytes as the entry announces: a file that grows or shrinks meanwhile must not break the rest. */
        private void copy(InputStream content, LocalEntry file) throws IOException {
            long left = file.size();
            while (left > 0) {
                int count = tar.content(content, left);
                if (count < 0) {
                    throw new TarWriter.UnreadableException(
                            new IOException(file.file() + ": it shrank while it was uploaded"));
                }
                left -= count;
                sent += count;
                context.cancellation().check();
                if (sent - told >= BETWEEN_PROGRESS) {
                    told = sent;
                    context.ui().progress(label, sent, -1);
                }
            }
        }

        @Override
        public void link(LocalEntry link, String name, String target) throws IOException {
            tar.link(prefix + name, target, link.modified().to(TimeUnit.SECONDS));
        }
    }
}
