package hudson.model;

/** Signatures of {@code hudson.model.ModelObject}, jenkins-core 2.528.3. */
public interface ModelObject {
    String getDisplayName();
}
