package hudson.model;

/** Signatures of {@code hudson.model.Describable}, jenkins-core 2.528.3. */
public interface Describable<T extends Describable<T>> {
    default Descriptor<T> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
