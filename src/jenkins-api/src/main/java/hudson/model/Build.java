package hudson.model;

/** Signatures of {@code hudson.model.Build}, jenkins-core 2.528.3. */
public abstract class Build<P extends Project<P, B>, B extends Build<P, B>> extends AbstractBuild<P, B> {
    Build() {}
}
