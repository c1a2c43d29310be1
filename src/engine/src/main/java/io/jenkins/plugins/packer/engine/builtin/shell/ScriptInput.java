package io.jenkins.plugins.packer.engine.builtin.shell;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A script, then, when the machine has it, the word to begin, which is an empty line. */
final class ScriptInput extends InputStream {
    private final byte[] script;
    private final CountDownLatch decided = new CountDownLatch(1);
    private int position;
    private volatile boolean mayBegin;
    private volatile boolean begun;

    ScriptInput(byte[] script) {
        this.script = script;
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
        if (begun || !mayBegin) {
            return -1;
        }
        begun = true;
        bytes[offset] = '\n';
        return 1;
    }

    private void await() throws InterruptedIOException {
        try {
            decided.await();
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
