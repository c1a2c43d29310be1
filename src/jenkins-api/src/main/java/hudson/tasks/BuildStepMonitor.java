package hudson.tasks;

/** Signatures of {@code hudson.tasks.BuildStepMonitor}, jenkins-core 2.528.3. */
public enum BuildStepMonitor {
    NONE,
    STEP,
    BUILD;
}
