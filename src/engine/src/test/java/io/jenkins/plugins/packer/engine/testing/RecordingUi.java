package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Keeps what was said, redacted as the real one does; answers questions with prepared lines. */
public final class RecordingUi implements Ui {
    private final Redactor redactor;
    private final List<String> lines = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private volatile Consumer<String> listener = line -> {};
    private volatile long progressed;

    public RecordingUi(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public void say(String text) {
        record("==> " + text);
    }

    @Override
    public void message(String text) {
        record("    " + text);
    }

    @Override
    public void error(String text) {
        record("!!! " + text);
    }

    private void record(String line) {
        String redacted = redactor.redact(line);
        synchronized (lines) {
            lines.add(redacted);
        }
        listener.accept(redacted);
    }

    @Override
    public String ask(String question) throws ComponentException {
        synchronized (lines) {
            questions.add(question);
        }
        String answer = answers.poll();
        if (answer == null) {
            throw new ComponentException("Nobody to ask: " + question);
        }
        return answer;
    }

    @Override
    public void progress(String what, long done, long total) {
        progressed = Math.max(progressed, done);
    }

    /** Prepares an answer. */
    public void answer(String line) {
        answers.add(line);
    }

    /** Has a listener told each line as it comes. */
    public void onLine(Consumer<String> newListener) {
        listener = newListener;
    }

    /** Everything said, with {@code ==> } before announcements, four spaces before messages, {@code !!! } before errors. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Everything asked. */
    public List<String> questions() {
        synchronized (lines) {
            return List.copyOf(questions);
        }
    }

    /** The greatest number of bytes that a transfer told. */
    public long progressed() {
        return progressed;
    }
}
