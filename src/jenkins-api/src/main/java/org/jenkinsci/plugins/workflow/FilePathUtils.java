package org.jenkinsci.plugins.workflow;

import hudson.FilePath;

/** Signatures of {@code org.jenkinsci.plugins.workflow.FilePathUtils}, workflow-api 1384.vdc05a_48f535f. */
public class FilePathUtils {
    public static String getNodeName(FilePath f) throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public static FilePath find(String node, String path) {
        throw new UnsupportedOperationException();
    }

    FilePathUtils() {}
}
