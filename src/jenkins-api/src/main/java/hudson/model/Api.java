package hudson.model;

/** Signatures of {@code hudson.model.Api}, jenkins-core 2.528.3. */
public class Api extends AbstractModelObject {
    public Api(Object bean) {}

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
