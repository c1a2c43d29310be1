package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The one way from a run to those who listen to it. Here, and nowhere else, secrets are taken out; here events of
 * parallel builds get their order.
 *
 * <p>A listener that fails (a full disk, a closed pipe) is dropped and the others are told: the end of a build must not
 * be stopped by its output, since it is what removes the build's resources.
 */
public final class EventStream {
    private final Redactor secrets;
    private final Clock clock;
    private final List<RunListener> listeners;
    private final List<IOException> failures = new ArrayList<>();
    private boolean ended;

    /**
     * A stream of one run.
     *
     * @param secrets takes the secrets out of everything
     * @param clock tells the events' times
     * @param listeners get each event, in this order
     */
    public EventStream(Redactor secrets, Clock clock, List<? extends RunListener> listeners) {
        this.secrets = secrets;
        this.clock = clock;
        this.listeners = new ArrayList<>(listeners);
    }

    /** The time that the next event should carry. */
    public Instant now() {
        return clock.instant();
    }

    /** Hands an event to every listener. The end of the run is the last one: a build that was given up is not heard. */
    public void publish(RunEvent event) {
        RunEvent redacted = new EventRedaction(secrets).redact(event);
        synchronized (listeners) {
            if (ended) {
                return;
            }
            ended = event instanceof RunEvent.RunEnded;
            List<IOException> failed = deliver(redacted);
            while (!failed.isEmpty()) {
                failures.addAll(failed);
                IOException first = failed.get(0);
                failed = deliver(new Message(
                        now(), "", Level.ERROR, secrets.redact("Output is lost from here on: " + first.getMessage())));
            }
        }
    }

    /** Says something for the run as a whole. */
    public void say(String text) {
        publish(new Message(now(), "", Level.SAY, text));
    }

    /** Tells an error of the run as a whole. */
    public void error(String text) {
        publish(new Message(now(), "", Level.ERROR, text));
    }

    /** What listeners failed with; the run was not told to all who wanted to hear of it. */
    public List<IOException> failures() {
        synchronized (listeners) {
            return List.copyOf(failures);
        }
    }

    private List<IOException> deliver(RunEvent event) {
        List<IOException> failed = new ArrayList<>();
        Iterator<RunListener> each = listeners.iterator();
        while (each.hasNext()) {
            try {
                each.next().on(event);
            } catch (IOException e) {
                each.remove();
                failed.add(e);
            }
        }
        return failed;
    }
}
