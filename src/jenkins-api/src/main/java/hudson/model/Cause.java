package hudson.model;

/** Signatures of {@code hudson.model.Cause}, jenkins-core 2.528.3. */
public abstract class Cause {
    public abstract String getShortDescription();

    public void print(TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    Cause() {}
}
