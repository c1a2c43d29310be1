package hudson;

import hudson.model.AbstractModelObject;

/** Signatures of {@code hudson.PluginManager}, jenkins-core 2.528.3. */
public abstract class PluginManager extends AbstractModelObject {
    public PluginWrapper getPlugin(String shortName) {
        throw new UnsupportedOperationException();
    }

    PluginManager() {}
}
