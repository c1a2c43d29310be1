package io.jenkins.plugins.packer.components.amazon;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A lock of a file by flock(2), which is Packer's kind; Java has only the other kind of Linux, and the two do not see each
 * other. A child has it, the program {@code flock} of util-linux, until its input ends: with this process, if not before.
 */
final class SharedLock implements AutoCloseable {
    private static final String HELD = "held";
    /** What flock ends with where somebody else has the lock. */
    private static final int TAKEN = 1;

    private final Process holder;

    private SharedLock(Process holder) {
        this.holder = holder;
    }

    /**
     * Takes it, if nobody has it.
     *
     * @return empty where somebody else has it
     * @throws IOException when there is no such program, or it cannot use the file
     */
    static Optional<SharedLock> tryTake(Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("flock", "-n", file.toString(), "sh", "-c", "echo " + HELD + "; exec cat"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        if (HELD.equals(said.readLine())) {
            return Optional.of(new SharedLock(process));
        }
        int status = process.onExit().join().exitValue();
        if (status != TAKEN) {
            throw new IOException("flock ended with exit status " + status);
        }
        return Optional.empty();
    }

    /** Gives it up; it is free when this returns. */
    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already, and the lock with it.
            holder.destroyForcibly();
        }
        holder.onExit().join();
    }
}
