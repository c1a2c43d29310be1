package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the index of a folder of components when it is built: a main class that is started with the folder's jars on
 * the class path and the index file as its argument.
 */
public final class ComponentIndexWriter {
    private ComponentIndexWriter() {}

    /**
     * Writes the index.
     *
     * @param arguments the file to write
     * @throws ComponentException when a component cannot be loaded, or there is none at all
     * @throws IOException when the file cannot be written
     */
    public static void main(String[] arguments) throws ComponentException, IOException {
        if (arguments.length != 1) {
            throw new ComponentException("Expected one argument, the index file to write.");
        }
        write(Thread.currentThread().getContextClassLoader(), Path.of(arguments[0]));
    }

    static void write(ClassLoader loader, Path file) throws ComponentException, IOException {
        ComponentIndex index = ComponentIndex.of(LoadedComponents.of(loader, "the class path"));
        if (index.text().isEmpty()) {
            throw new ComponentException("There are no components on the class path: is"
                    + " META-INF/services/io.jenkins.plugins.packer.engine.component.ComponentSet missing?");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, index.text());
    }
}
