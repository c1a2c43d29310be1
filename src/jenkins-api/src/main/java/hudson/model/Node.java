package hudson.model;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.security.AccessControlled;

/** Signatures of {@code hudson.model.Node}, jenkins-core 2.528.3. */
public abstract class Node extends AbstractModelObject implements ExtensionPoint, AccessControlled, PersistenceRoot {
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract String getNodeName();

    public abstract Launcher createLauncher(TaskListener listener);

    public abstract FilePath getRootPath();

    Node() {}
}
