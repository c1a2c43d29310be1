package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a path of a chroot is, seen from outside. Symbolic links are followed as within, where an absolute one begins at the
 * chroot's root: outside, {@code /etc/resolv.conf -> /run/resolv.conf} would lead to a file of this machine.
 */
final class ChrootPath {
    /** As many as Linux follows. */
    private static final int LINKS = 40;

    private ChrootPath() {}

    /** The place of a path with all its links followed. */
    static Path of(Path root, String path) throws ComponentException {
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        Path at = root;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                at = at.equals(root) ? root : at.getParent();
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > LINKS) {
                throw new ComponentException(path + " in " + root + " leads through more than " + LINKS
                        + " symbolic links: do they lead to each other?");
            }
            String target = target(next);
            at = target.startsWith("/") ? root : at;
            push(left, target);
        }
        return at;
    }

    /** The place of a path whose last name is taken as it is, link or not. */
    static Path entry(Path root, String path) throws ComponentException {
        int slash = path.lastIndexOf('/');
        return of(root, path.substring(0, slash + 1)).resolve(path.substring(slash + 1));
    }

    private static String target(Path link) throws ComponentException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new ComponentException("The symbolic link " + link + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                left.push(names[i]);
            }
        }
    }
}
