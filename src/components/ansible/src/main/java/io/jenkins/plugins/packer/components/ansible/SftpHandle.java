package io.jenkins.plugins.packer.components.ansible;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Something that a client of SFTP has open. */
sealed interface SftpHandle {

    /** Ends it; what was written reaches the machine now. */
    void close() throws IOException;

    /** A directory, all of whose entries are known. */
    final class Directory implements SftpHandle {
        private List<FileFacts> left;

        Directory(List<FileFacts> entries) {
            this.left = List.copyOf(entries);
        }

        /** The next entries; none at the end. */
        List<FileFacts> next(int count) {
            List<FileFacts> part = left.subList(0, Math.min(count, left.size()));
            left = left.subList(part.size(), left.size());
            return part;
        }

        @Override
        public void close() {
            left = List.of();
        }
    }

    /** A file, whose content is here while it is open. */
    final class File implements SftpHandle {
        private final RemoteFiles files;
        private final Path local;
        private final String path;
        private final boolean written;
        private final boolean append;
        private final FileChannel channel;
        private int mode;

        private File(RemoteFiles files, Path local, String path, int mode, boolean written, boolean append)
                throws IOException {
            this.files = files;
            this.local = local;
            this.path = path;
            this.mode = mode;
            this.written = written;
            this.append = append;
            this.channel = FileChannel.open(local, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        /** Opens a file of the machine to read it only. */
        static File reading(RemoteFiles files, String path) throws IOException {
            return new File(files, files.download(path), path, -1, false, false);
        }

        /**
         * Opens a file of the machine to write it.
         *
         * @param keep whether its content stays until it is overwritten
         * @param mode permission bits that it gets, or -1
         */
        static File writing(RemoteFiles files, String path, int mode, boolean keep, boolean append) throws IOException {
            Path local = keep ? files.download(path) : Files.createFile(files.fresh());
            return new File(files, local, path, mode, true, append);
        }

        /** Up to so many bytes from a place; none at the end. */
        byte[] read(long offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    break;
                }
            }
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return bytes;
        }

        void write(long offset, byte[] bytes) throws IOException {
            if (!written) {
                throw new IOException(path + " is open for reading only");
            }
            long at = append ? channel.size() : offset;
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        }

        SftpAttributes attributes() throws IOException {
            return SftpAttributes.ofSize(channel.size(), mode < 0 ? null : mode);
        }

        String path() {
            return path;
        }

        /** Whether it takes attributes when it is uploaded. */
        boolean isWritten() {
            return written;
        }

        void change(SftpAttributes attributes) throws IOException {
            if (attributes.permissions() >= 0) {
                mode = attributes.permissions();
            }
            Long size = attributes.size();
            if (size != null && size < channel.size()) {
                channel.truncate(size);
            }
        }

        /** Ends it without a trace on the machine. */
        void discard() throws IOException {
            channel.close();
            Files.deleteIfExists(local);
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
                if (written) {
                    files.upload(local, mode, path);
                }
            } finally {
                Files.deleteIfExists(local);
            }
        }
    }
}
