package hudson.slaves;

/** Signatures of {@code hudson.slaves.NodeDescriptor}, jenkins-core 2.528.3. */
public abstract class NodeDescriptor {
    NodeDescriptor() {}
}
