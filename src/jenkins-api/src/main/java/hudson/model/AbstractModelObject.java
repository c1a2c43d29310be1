package hudson.model;

/** Signatures of {@code hudson.model.AbstractModelObject}, jenkins-core 2.528.3. */
public abstract class AbstractModelObject {
    protected AbstractModelObject() {}
}
