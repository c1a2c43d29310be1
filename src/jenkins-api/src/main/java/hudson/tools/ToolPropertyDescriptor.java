package hudson.tools;

import hudson.model.Descriptor;

/** Signatures of {@code hudson.tools.ToolPropertyDescriptor}, jenkins-core 2.528.3. */
public abstract class ToolPropertyDescriptor extends Descriptor<ToolProperty<?>> {}
