package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The {@link Ui} of one build, or of one part of it: what is said becomes events of the run. */
public final class BuildUi implements Ui {
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(1);

    private final EventStream events;
    private final Prompt prompt;
    private final Cancellation cancellation;
    private final String build;
    private final String part;
    private final Map<String, Instant> lastProgress = new HashMap<>();

    /**
     * Speaks for a build.
     *
     * @param events where it is told
     * @param prompt asks the user
     * @param cancellation ends a question that is not answered
     * @param build the build's name
     * @param part the part of it that speaks, such as a post-processor's type, or empty
     */
    public BuildUi(EventStream events, Prompt prompt, Cancellation cancellation, String build, String part) {
        this.events = events;
        this.prompt = prompt;
        this.cancellation = cancellation;
        this.build = build;
        this.part = part;
    }

    @Override
    public void say(String text) {
        publish(Level.SAY, text);
    }

    @Override
    public void message(String text) {
        publish(Level.MESSAGE, text);
    }

    @Override
    public void error(String text) {
        publish(Level.ERROR, text);
    }

    @Override
    public String ask(String question) throws ComponentException {
        return prompt.ask(() -> say(question), cancellation);
    }

    @Override
    public void progress(String what, long done, long total) {
        Instant now = events.now();
        synchronized (lastProgress) {
            Instant last = lastProgress.get(what);
            if (last != null && done != total && last.plus(BETWEEN_PROGRESS).isAfter(now)) {
                return;
            }
            lastProgress.put(what, now);
        }
        events.publish(new Progress(now, build, what, done, total));
    }

    private void publish(Level level, String text) {
        events.publish(new Message(events.now(), build, part, level, asOnTerminal(text)));
    }

    /**
     * What a terminal would still show of a program's output: of a line that was drawn over with carriage returns, the
     * last state, without trailing white space. As {@code cleanOutputLine} in packer-plugin-sdk.
     */
    static String asOnTerminal(String text) {
        if (text.indexOf('\r') < 0) {
            return text.stripTrailing();
        }
        StringBuilder shown = new StringBuilder(text.length());
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end).stripTrailing();
            shown.append(line, line.lastIndexOf('\r') + 1, line.length());
            if (end < 0) {
                break;
            }
            shown.append('\n');
            start = end + 1;
        }
        return shown.toString().stripTrailing();
    }
}
