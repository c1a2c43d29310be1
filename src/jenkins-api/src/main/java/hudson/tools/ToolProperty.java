package hudson.tools;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Signatures of {@code hudson.tools.ToolProperty}, jenkins-core 2.528.3. */
public abstract class ToolProperty<T extends ToolInstallation> implements Describable<ToolProperty<?>>, ExtensionPoint {
    public ToolPropertyDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public abstract Class<T> type();

    ToolProperty() {}
}
