package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A local directory to upload. A symbolic link that leads to something in the tree stays a link; one that leads out of
 * it would lead nowhere on the machine, so what it leads to is copied in its place; so is what any link leads to where the
 * way there knows no links.
 *
 * @param root the directory
 * @param excluded what stays behind
 * @param context ends the walk when the run is cancelled
 */
record LocalTree(Path root, Excluded excluded, StepContext context) {
    /** What stands for octets that are none. */
    private static final char NO_CHARACTER = '\uFFFD';

    /** Is told what is in the tree, directories before what they hold. */
    interface Visitor {
        /** Whether a link that leads to something in the tree can stay one. */
        default boolean keepsLinks() {
            return true;
        }

        /** A directory begins; its name is relative to the root, with slashes. */
        void directory(LocalEntry directory, String name) throws IOException;

        /** The directory that began last has ended. */
        void end(String name) throws IOException;

        void file(LocalEntry file, String name) throws IOException;

        /** A symbolic link that leads to something in the tree. */
        void link(LocalEntry link, String name, String target) throws IOException;
    }

    /** Visits what is below the root, without the root itself. */
    void walk(Visitor visitor) throws IOException {
        Set<Path> above = new HashSet<>();
        above.add(root.toRealPath());
        walk(root, "", visitor, above);
    }

    private void walk(Path directory, String prefix, Visitor visitor, Set<Path> above) throws IOException {
        File folder = directory.toFile();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                context.cancellation().check();
                String path = entry.toString();
                String last = path.substring(path.lastIndexOf(File.separatorChar) + 1);
                String name = prefix.concat(last);
                if (!excluded.test(name)) {
                    visit(entry, new File(folder, last), name, visitor, above);
                }
            }
        }
    }

    private void visit(Path entry, File file, String name, Visitor visitor, Set<Path> above) throws IOException {
        if (name.indexOf(NO_CHARACTER) >= 0) {
            throw new FileSystemException(entry.toString(), null, "its name is not in UTF-8: rename it");
        }
        LocalEntry found = LocalEntry.of(entry, file, LinkOption.NOFOLLOW_LINKS);
        if (found.kind() == LocalEntry.Kind.LINK) {
            Path target = Files.readSymbolicLink(entry);
            if (visitor.keepsLinks() && staysInside(entry, target)) {
                visitor.link(found, name, target.toString().replace('\\', '/'));
                return;
            }
            found = behind(entry, file, target);
        }
        if (found.kind() == LocalEntry.Kind.DIRECTORY) {
            Path real = entry.toRealPath();
            if (!above.add(real)) {
                throw new FileSystemException(entry.toString(), null, "the link leads to a directory that holds it");
            }
            visitor.directory(found, name);
            walk(entry, name + "/", visitor, above);
            visitor.end(name);
            above.remove(real);
        } else if (found.kind() == LocalEntry.Kind.FILE) {
            visitor.file(found, name);
        }
    }

    private static LocalEntry behind(Path link, File file, Path target) throws IOException {
        try {
            return LocalEntry.of(link, file);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(
                    link.toString(), target.toString(), "the symbolic link leads to nothing on this machine");
        }
    }

    private boolean staysInside(Path link, Path target) {
        if (target.isAbsolute()) {
            return false;
        }
        Path base = root.normalize();
        return link.resolveSibling(target).normalize().startsWith(base);
    }
}
