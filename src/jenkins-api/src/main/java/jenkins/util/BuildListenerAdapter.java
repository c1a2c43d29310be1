package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Signatures of {@code jenkins.util.BuildListenerAdapter}, jenkins-core 2.528.3. */
public final class BuildListenerAdapter implements BuildListener {
    public BuildListenerAdapter(TaskListener delegate) {}

    public PrintStream getLogger() {
        throw new UnsupportedOperationException();
    }

    public PrintWriter error(String msg) {
        throw new UnsupportedOperationException();
    }

    public PrintWriter error(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    public static BuildListener wrap(TaskListener l) {
        throw new UnsupportedOperationException();
    }
}
