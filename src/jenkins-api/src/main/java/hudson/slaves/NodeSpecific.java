package hudson.slaves;

import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;

/** Signatures of {@code hudson.slaves.NodeSpecific}, jenkins-core 2.528.3. */
public interface NodeSpecific<T extends NodeSpecific<T>> {
    T forNode(Node node, TaskListener log) throws IOException, InterruptedException;
}
