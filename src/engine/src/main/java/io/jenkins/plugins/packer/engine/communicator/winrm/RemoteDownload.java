package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads files of the machine, which a script prints as lines of Base64. */
final class RemoteDownload {
    private final WinRmMachine machine;

    RemoteDownload(WinRmMachine machine) {
        this.machine = machine;
    }

    /** Takes the lines that a script prints. */
    private interface Lines {
        void accept(String line) throws IOException;
    }

    void file(String source, OutputStream content) throws ComponentException {
        receive(
                "download of " + source,
                RemoteScripts.printFile(source),
                line -> content.write(Base64.getDecoder().decode(line)));
    }

    /**
     * Reads a tree.
     *
     * @param root local directory for its content
     * @param progress gets the number of the files' bytes so far
     */
    void tree(String source, Path root, List<String> excludes, LongConsumer progress) throws ComponentException {
        String what = "download of the directory " + source;
        try (TreeWriter writer = new TreeWriter(root, excludes, progress)) {
            receive(what, RemoteScripts.printTree(source), writer::accept);
        } catch (IOException e) {
            throw new ComponentException("The " + what + " failed: " + e.getMessage(), e);
        }
    }

    private void receive(String what, String script, Lines lines) throws ComponentException {
        try (WinRmShell shell = machine.open()) {
            LineReceiver receiver = new LineReceiver(what, lines);
            int status = shell.run(PowerShell.command(script), receiver);
            if (status != 0) {
                throw RemoteShells.failure(what, status, receiver.errors.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Hands on each line as soon as it is whole. */
    private static final class LineReceiver implements WinRmShell.Receiver {
        private final String what;
        private final Lines lines;
        private final StringBuilder pending = new StringBuilder();
        private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

        LineReceiver(String what, Lines lines) {
            this.what = what;
            this.lines = lines;
        }

        @Override
        public void output(byte[] bytes) throws ComponentException {
            pending.append(new String(bytes, StandardCharsets.ISO_8859_1));
            int start = 0;
            for (int end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n", start)) {
                accept(pending.substring(start, end).strip());
                start = end + 1;
            }
            pending.delete(0, start);
        }

        private void accept(String line) throws ComponentException {
            try {
                // PowerShell may mark the start of its output in UTF-8.
                lines.accept(line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line);
            } catch (IOException e) {
                throw new ComponentException("The " + what + " failed: " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new ComponentException("The " + what + " failed: the machine sent what is not Base64.", e);
            }
        }

        @Override
        public void errors(byte[] bytes) {
            errors.writeBytes(bytes);
        }
    }

    /** Makes files and directories as they come. */
    private static final class TreeWriter implements AutoCloseable {
        private final Path root;
        private final List<String> excludes;
        private final LongConsumer progress;
        private @Nullable OutputStream file;
        private long done;

        TreeWriter(Path root, List<String> excludes, LongConsumer progress) throws IOException {
            this.root = Files.createDirectories(root);
            this.excludes = excludes;
            this.progress = progress;
        }

        void accept(String line) throws IOException {
            if (line.length() < 2 || line.charAt(1) != ' ') {
                if (file != null) {
                    byte[] bytes = Base64.getDecoder().decode(line);
                    file.write(bytes);
                    done += bytes.length;
                    progress.accept(done);
                }
                return;
            }
            close();
            String name = new String(Base64.getDecoder().decode(line.substring(2)), StandardCharsets.UTF_8)
                    .replace('\\', '/');
            Path path = root.resolve(name).normalize();
            if (!path.startsWith(root.normalize())) {
                throw new IOException("the machine named a file outside of the directory: " + name);
            }
            if (TreeStream.isExcluded(name, excludes)) {
                return;
            }
            if (line.charAt(0) == 'D') {
                Files.createDirectories(path);
            } else {
                file = Files.newOutputStream(path);
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }
}
