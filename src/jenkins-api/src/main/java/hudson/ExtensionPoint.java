package hudson;

/** Signatures of {@code hudson.ExtensionPoint}, jenkins-core 2.528.3. */
public interface ExtensionPoint {}
