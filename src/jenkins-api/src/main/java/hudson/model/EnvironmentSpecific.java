package hudson.model;

import hudson.EnvVars;

/** Signatures of {@code hudson.model.EnvironmentSpecific}, jenkins-core 2.528.3. */
public interface EnvironmentSpecific<T extends EnvironmentSpecific<T>> {
    T forEnvironment(EnvVars environment);
}
