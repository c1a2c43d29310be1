package io.jenkins.plugins.packer.pipeline.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One look at a run: takes the lines that it has printed since the last one, shows it that somebody is still there, and looks
 * whether its process is.
 *
 * @param output file that it prints to
 * @param offset bytes of it that were seen already
 * @param toTheEnd whether a line without an end is taken as well, since nothing will follow
 */
record Look(String output, long offset, boolean toTheEnd) implements AgentTask<Look.Seen> {
    private static final int CHUNK = 256 * 1024;

    /** What is known of the run's process. */
    enum Life {
        /** It is there. */
        ALIVE,
        /** It is not there. */
        GONE,
        /** It cannot be told: it runs in a container, or the system does not say whose process it is. */
        UNKNOWN
    }

    /**
     * What was seen.
     *
     * @param text whole lines
     * @param offset where the next look begins
     * @param life of the process
     */
    record Seen(byte[] text, long offset, Life life) implements Serializable {
        String lines() {
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    @Override
    public Seen perform(Path state) throws IOException {
        StateDirectory files = StateDirectory.at(state);
        touch(Path.of(files.lease()));
        byte[] text = read(Path.of(output));
        return new Seen(text, offset + text.length, life(Path.of(files.pid()), state.toString()));
    }

    private static void touch(Path lease) throws IOException {
        try {
            Files.setLastModifiedTime(lease, FileTime.from(Instant.now()));
        } catch (NoSuchFileException e) {
            Files.createFile(lease);
        }
    }

    private byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(offset);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int count = content.read(buffer);
            while (count > 0) {
                text.write(buffer, 0, count);
                count = text.size() < CHUNK ? content.read(buffer) : -1;
            }
            return wholeLines(text.toByteArray());
        }
    }

    private byte[] wholeLines(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        boolean full = text.length >= CHUNK;
        // A line longer than a chunk is taken in parts, and one that nothing will end as it is.
        boolean asItIs = full ? end == 0 : toTheEnd;
        return asItIs ? text : Arrays.copyOf(text, end);
    }

    /** What is known of the process whose number is in a file, and whose arguments name this directory, as far as they can be read. */
    static Life life(Path pid, String state) throws IOException {
        String number = Files.exists(pid) ? Files.readString(pid).strip() : "";
        if (!number.matches("\\d{1,18}")) {
            return Life.UNKNOWN;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(number)).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || hasEnded(Path.of("/proc", number, "stat"))) {
            return Life.GONE;
        }
        if (pid.getFileSystem().getSeparator().equals("\\")) {
            return lifeByStart(process.get(), Files.getLastModifiedTime(pid).toInstant());
        }
        String line = process.get().info().commandLine().orElse("");
        return line.contains(state) ? Life.ALIVE : Life.UNKNOWN;
    }

    /**
     * Windows does not tell Java the arguments of a process, but when it began: one that began after the number was written
     * is another, which has got the same number.
     */
    static Life lifeByStart(ProcessHandle process, Instant written) {
        return process.info()
                .startInstant()
                .map(start -> start.isAfter(written) ? Life.GONE : Life.ALIVE)
                .orElse(Life.UNKNOWN);
    }

    /**
     * Whether Linux lists the process only because nobody has waited for it yet. Where the first process of a container does not
     * wait for what it has inherited, that stays so.
     *
     * @param stat see proc_pid_stat(5): the state follows the program's name, which is in parentheses and can contain some
     */
    private static boolean hasEnded(Path stat) {
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            int state = text.lastIndexOf(')') + 2;
            return state < text.length() && "ZXx".indexOf(text.charAt(state)) >= 0;
        } catch (IOException e) {
            // Another system, or it has gone in the middle of it; the next look tells.
            return false;
        }
    }
}
