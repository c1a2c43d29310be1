package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths that stay behind, with what is below them.
 *
 * @param paths relative to the tree's root, without slashes at the end
 */
record Excluded(List<String> paths) {

    static Excluded of(List<String> written) {
        List<String> paths = new ArrayList<>();
        for (String path : written) {
            paths.add(RemotePath.strip(path.startsWith("./") ? path.substring(2) : path));
        }
        return new Excluded(paths);
    }

    /** Whether a path stays behind. */
    boolean test(String name) {
        for (String path : paths) {
            if (name.equals(path) || name.startsWith(path + "/")) {
                return true;
            }
        }
        return false;
    }
}
