package hudson.slaves;

import hudson.FilePath;

/** Signatures of {@code hudson.slaves.WorkspaceList}, jenkins-core 2.528.3. */
public final class WorkspaceList {
    public static FilePath tempDir(FilePath ws) {
        throw new UnsupportedOperationException();
    }

    WorkspaceList() {}
}
