package hudson.model;

import java.util.List;

/** Signatures of {@code hudson.model.BuildListener}, jenkins-core 2.528.3. */
public interface BuildListener extends TaskListener {
    default void started(List<Cause> causes) {
        throw new UnsupportedOperationException();
    }
}
