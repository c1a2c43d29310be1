package hudson.model;

import jenkins.model.FullyNamedModelObject;

/** Signatures of {@code hudson.model.Queue}, jenkins-core 2.528.3. */
public class Queue {
    Queue() {}

    public interface Task extends FullyNamedModelObject {}
}
