package hudson.tools;

import hudson.model.Descriptor;

/** Signatures of {@code hudson.tools.ToolDescriptor}, jenkins-core 2.528.3. */
public abstract class ToolDescriptor<T extends ToolInstallation> extends Descriptor<ToolInstallation> {
    protected ToolDescriptor() {}

    protected ToolDescriptor(Class<T> clazz) {}

    public T[] getInstallations() {
        throw new UnsupportedOperationException();
    }

    public void setInstallations(T... installations) {
        throw new UnsupportedOperationException();
    }
}
