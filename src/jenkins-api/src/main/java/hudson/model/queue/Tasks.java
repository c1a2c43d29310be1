package hudson.model.queue;

import hudson.model.Queue;
import org.springframework.security.core.Authentication;

/** Signatures of {@code hudson.model.queue.Tasks}, jenkins-core 2.528.3. */
public class Tasks {
    public static Authentication getAuthenticationOf2(Queue.Task t) {
        throw new UnsupportedOperationException();
    }

    Tasks() {}
}
