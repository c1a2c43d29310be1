package hudson.tasks;

import hudson.ExtensionPoint;
import hudson.model.Build;
import hudson.model.BuildListener;
import hudson.model.Describable;
import hudson.model.Descriptor;

/** Signatures of {@code hudson.tasks.Builder}, jenkins-core 2.528.3. */
public abstract class Builder extends BuildStepCompatibilityLayer implements Describable<Builder>, ExtensionPoint {
    public boolean prebuild(Build build, BuildListener listener) {
        throw new UnsupportedOperationException();
    }

    public BuildStepMonitor getRequiredMonitorService() {
        throw new UnsupportedOperationException();
    }

    public Descriptor<Builder> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
