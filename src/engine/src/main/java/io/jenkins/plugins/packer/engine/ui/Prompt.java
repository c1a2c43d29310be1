package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user, one question at a time. Reading from a terminal cannot be interrupted, so a thread of its own reads;
 * when a question is cancelled, the line that it waited for answers the next one.
 */
public final class Prompt {
    private final @Nullable InputStream input;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean asking;
    private boolean reading;
    private boolean ended;
    private @Nullable BufferedReader lines;
    private @Nullable String answer;

    /**
     * A prompt.
     *
     * @param input where the answers come from, or null where there is nobody to ask
     */
    public Prompt(@Nullable InputStream input) {
        this.input = input;
    }

    /**
     * Asks and waits for one line.
     *
     * @param question shows the question; called when it is this one's turn
     * @param cancellation ends the waiting
     * @return the line without white space around it
     * @throws CancelledException when the run is cancelled meanwhile
     * @throws ComponentException when there is nobody to ask
     */
    public String ask(Runnable question, Cancellation cancellation) throws ComponentException {
        if (input == null) {
            throw nobody();
        }
        try (Cancellation.Registration ignored = cancellation.onCancel(this::wake)) {
            takeTurn(cancellation);
            try {
                question.run();
                return answer(cancellation, input);
            } finally {
                endTurn();
            }
        }
    }

    private void takeTurn(Cancellation cancellation) {
        lock.lock();
        try {
            await(cancellation, () -> !asking);
            asking = true;
        } finally {
            lock.unlock();
        }
    }

    private void endTurn() {
        lock.lock();
        try {
            asking = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private String answer(Cancellation cancellation, InputStream source) throws ComponentException {
        lock.lock();
        try {
            if (!reading && !ended) {
                reading = true;
                Thread reader = new Thread(() -> read(source), "packer-prompt");
                reader.setDaemon(true);
                reader.start();
            }
            await(cancellation, () -> answer != null || ended);
            String line = answer;
            if (line == null) {
                throw nobody();
            }
            answer = null;
            return line.strip();
        } finally {
            lock.unlock();
        }
    }

    /** Reads one line; only one thread does at any time. */
    private void read(InputStream source) {
        String line;
        try {
            BufferedReader reader = lines;
            if (reader == null) {
                reader = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
                lines = reader;
            }
            line = reader.readLine();
        } catch (IOException e) {
            // A terminal that cannot be read is one at which nobody answers; the asker is told just that.
            line = null;
        }
        lock.lock();
        try {
            reading = false;
            answer = line;
            ended = line == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits with the lock until it is so, or until the run is cancelled. */
    private void await(Cancellation cancellation, BooleanSupplier ready) {
        cancellation.check();
        while (!ready.getAsBoolean()) {
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted");
            }
            cancellation.check();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static ComponentException nobody() {
        return new ComponentException("There is nobody to ask: standard input is not available or has ended."
                + " Run the build at a terminal, or without the options that ask.");
    }
}
