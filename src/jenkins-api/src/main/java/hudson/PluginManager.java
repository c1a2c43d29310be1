package hudson;

import hudson.model.AbstractModelObject;

/** Signatures of {@code hudson.PluginManager}, jenkins-core 2.528.3. */
public abstract class PluginManager extends AbstractModelObject {
    public PluginWrapper whichPlugin(Class c) {
        throw new UnsupportedOperationException();
    }

    PluginManager() {}
}
