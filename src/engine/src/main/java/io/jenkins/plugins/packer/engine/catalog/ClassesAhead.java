package io.jenkins.plugins.packer.engine.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the classes of a folder ahead of their use, on a thread of its own: those that a run used when the program was
 * packaged, in that order, as the folder's {@value #FILE} names them. A run waits for outside systems most of its time, and
 * for classes at its start; this has the latter done during the former. It has no effect but that classes are there, and one
 * that is asked for meanwhile is waited for by Java itself. Classes are loaded and not initialised.
 */
final class ClassesAhead implements Runnable {
    /** A class name a line. */
    static final String FILE = "classes.ahead";

    private final Path list;
    private final ClassLoader loader;
    private volatile boolean ended;

    /**
     * @param folder where the list is, if there is one
     * @param loader of the folder's classes
     */
    ClassesAhead(Path folder, ClassLoader loader) {
        this.list = folder.resolve(FILE);
        this.loader = loader;
    }

    /** Starts it. */
    static ClassesAhead start(Path folder, ClassLoader loader) {
        ClassesAhead ahead = new ClassesAhead(folder, loader);
        Thread thread = new Thread(ahead, "packer-classes-ahead");
        thread.setDaemon(true);
        thread.start();
        return ahead;
    }

    @Override
    public void run() {
        try {
            for (String name : Files.readAllLines(list)) {
                if (ended) {
                    return;
                }
                Class.forName(name, false, loader);
            }
        } catch (IOException | ClassNotFoundException | LinkageError | IllegalStateException e) {
            // There is no list, or it is another version's, or the jars were closed in the middle of one, which is an
            // IllegalStateException: whoever needs a class loads it, and is told if that fails.
            return;
        }
    }

    /** Loads nothing more. */
    void end() {
        ended = true;
    }
}
