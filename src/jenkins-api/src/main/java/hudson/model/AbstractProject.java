package hudson.model;

/** Signatures of {@code hudson.model.AbstractProject}, jenkins-core 2.528.3. */
public abstract class AbstractProject<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>>
        extends Job<P, R> {
    AbstractProject() {}
}
