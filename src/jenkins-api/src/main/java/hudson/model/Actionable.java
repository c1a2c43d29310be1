package hudson.model;

/** Signatures of {@code hudson.model.Actionable}, jenkins-core 2.528.3. */
public abstract class Actionable extends AbstractModelObject {
    public void addAction(Action a) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    protected Actionable() {}
}
