package hudson.model.listeners;

import hudson.ExtensionPoint;

/** Signatures of {@code hudson.model.listeners.ItemListener}, jenkins-core 2.528.3. */
public class ItemListener implements ExtensionPoint {
    public void onBeforeShutdown() {
        throw new UnsupportedOperationException();
    }
}
