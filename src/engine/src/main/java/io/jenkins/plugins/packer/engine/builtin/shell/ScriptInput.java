package io.jenkins.plugins.packer.engine.builtin.shell;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A line that ends whichever shell takes it for a command, a script, then, when the machine has it, the word to begin, which is
 * an empty line. It ends without that where the machine says nothing for long: a start-up file of the user's shell may have read
 * of it, and the rest is waited for in vain.
 */
final class ScriptInput extends InputStream {
    /**
     * What comes first. A start-up file may start another shell in place of the command ({@code exec zsh}), which runs what
     * comes in, line by line: a script that nobody gave the word for.
     */
    static final String FIRST = "exit 97";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final byte[] script;
    private final Duration patience;
    private final CountDownLatch decided = new CountDownLatch(1);
    private int position;
    private volatile boolean mayBegin;
    private volatile boolean begun;
    private volatile boolean givenUp;

    ScriptInput(byte[] script) {
        this(script, PATIENCE);
    }

    ScriptInput(byte[] script, Duration patience) {
        byte[] first = (FIRST + "\n").getBytes(StandardCharsets.UTF_8);
        this.script = Arrays.copyOf(first, first.length + script.length);
        System.arraycopy(script, 0, this.script, first.length, script.length);
        this.patience = patience;
    }

    /** The machine has the script. */
    void begin() {
        mayBegin = true;
        decided.countDown();
    }

    /** Whether the word was given. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws InterruptedIOException {
        if (length == 0) {
            return 0;
        }
        if (position < script.length) {
            int count = Math.min(length, script.length - position);
            System.arraycopy(script, position, bytes, offset, count);
            position += count;
            return count;
        }
        await();
        if (begun || givenUp || !mayBegin) {
            return -1;
        }
        begun = true;
        bytes[offset] = '\n';
        return 1;
    }

    private void await() throws InterruptedIOException {
        try {
            if (!decided.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                givenUp = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Ends it where no word was given. */
    @Override
    public void close() {
        decided.countDown();
    }
}
