package hudson.model;

/** Signatures of {@code hudson.model.Action}, jenkins-core 2.528.3. */
public interface Action extends ModelObject {
    String getIconFileName();

    String getDisplayName();

    String getUrlName();
}
