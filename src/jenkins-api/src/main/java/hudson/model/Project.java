package hudson.model;

/** Signatures of {@code hudson.model.Project}, jenkins-core 2.528.3. */
public abstract class Project<P extends Project<P, B>, B extends Build<P, B>> extends AbstractProject<P, B>
        implements Saveable {
    Project() {}
}
