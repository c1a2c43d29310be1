package io.jenkins.plugins.packer.engine.communicator.ssh;

/**
 * What is to be downloaded: a directory, or what a pattern of the shell matches.
 *
 * @param path the directory, or the one that the pattern looks in, without a slash at the end
 * @param folder name of the local directory below the destination; empty for the destination itself
 * @param pattern a pattern in the last component of the source; empty for none
 * @param source as the template writes it
 */
record RemoteTree(String path, String folder, String pattern, String source) {

    /** Reads a source: with a slash at the end the directory's content is meant, without one the directory itself. */
    static RemoteTree parse(String source) {
        if (isPattern(source)) {
            return new RemoteTree(RemotePath.folder(source), "", RemotePath.name(source), source);
        }
        String path = RemotePath.strip(source);
        boolean content = source.endsWith("/");
        return new RemoteTree(path, content ? "" : RemotePath.name(path), "", source);
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** Whether everything is in one directory. */
    boolean isOneFolder() {
        return !isPattern(path);
    }

    boolean isPattern() {
        return !pattern.isEmpty() || isPattern(path);
    }
}
