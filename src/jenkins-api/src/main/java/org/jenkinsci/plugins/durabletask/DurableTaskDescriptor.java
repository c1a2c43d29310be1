package org.jenkinsci.plugins.durabletask;

import hudson.model.Descriptor;

/** Signatures of {@code org.jenkinsci.plugins.durabletask.DurableTaskDescriptor}, durable-task 671.v340ff7959010. */
public abstract class DurableTaskDescriptor extends Descriptor<DurableTask> {}
