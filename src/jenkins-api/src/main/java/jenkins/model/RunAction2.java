package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** Signatures of {@code jenkins.model.RunAction2}, jenkins-core 2.528.3. */
public interface RunAction2 extends Action {
    void onAttached(Run<?, ?> r);

    void onLoad(Run<?, ?> r);
}
