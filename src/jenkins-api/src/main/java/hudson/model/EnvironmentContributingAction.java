package hudson.model;

import hudson.EnvVars;

/** Signatures of {@code hudson.model.EnvironmentContributingAction}, jenkins-core 2.528.3. */
public interface EnvironmentContributingAction extends Action {
    default void buildEnvironment(Run<?, ?> run, EnvVars env) {
        throw new UnsupportedOperationException();
    }
}
