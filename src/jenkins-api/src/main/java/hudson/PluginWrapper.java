package hudson;

import hudson.model.ModelObject;
import java.net.URL;

/** Signatures of {@code hudson.PluginWrapper}, jenkins-core 2.528.3. */
public class PluginWrapper implements Comparable<PluginWrapper>, ModelObject {
    public final URL baseResourceURL = null;

    public int compareTo(PluginWrapper that) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    PluginWrapper() {}
}
