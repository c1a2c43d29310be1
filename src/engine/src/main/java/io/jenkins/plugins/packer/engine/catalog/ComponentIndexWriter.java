package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the index of each folder of components when the program is built: a main class that is started with the engine
 * on the class path and the directory of the folders as its argument. Each folder is loaded as it will be when it is
 * used, so one that lacks a library fails here.
 */
public final class ComponentIndexWriter {
    private ComponentIndexWriter() {}

    /**
     * Writes the indexes.
     *
     * @param arguments the directory whose subdirectories are folders of components
     * @throws ComponentException when a component cannot be loaded, or a folder has none at all
     * @throws IOException when a file cannot be written
     */
    public static void main(String[] arguments) throws ComponentException, IOException {
        if (arguments.length != 1) {
            throw new ComponentException("Expected one argument, the directory of the folders of components.");
        }
        write(Path.of(arguments[0]));
    }

    static void write(Path root) throws ComponentException, IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path path : folders) {
                writeIndex(path);
            }
        }
    }

    private static void writeIndex(Path path) throws ComponentException, IOException {
        Path file = path.resolve(ComponentIndex.FILE);
        Files.deleteIfExists(file);
        ComponentFolder folder = ComponentFolder.open(path);
        try {
            String text = folder.index().text();
            if (text.isEmpty()) {
                throw new ComponentException("There are no components in " + path + ": is"
                        + " META-INF/services/io.jenkins.plugins.packer.engine.component.ComponentSet missing?");
            }
            Files.writeString(file, text);
        } finally {
            folder.close();
        }
    }
}
