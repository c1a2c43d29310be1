package hudson.util;

import hudson.model.Run;

/** Signatures of {@code hudson.util.RunList}, jenkins-core 2.528.3. */
public class RunList<R extends Run> {
    RunList() {}
}
