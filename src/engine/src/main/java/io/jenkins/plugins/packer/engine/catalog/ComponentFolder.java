package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder of jars with components in it, with a class loader of its own. Except where whoever started the program put all
 * its jars on the class path: the program's own loader is its loader then, whose classes Java keeps in an archive.
 */
final class ComponentFolder {
    private final Path path;
    private final @Nullable ComponentIndex index;
    private @Nullable URLClassLoader loader;
    private @Nullable LoadedComponents loaded;

    private ComponentFolder(Path path, @Nullable ComponentIndex index) {
        this.path = path;
        this.index = index;
    }

    /** A folder; one without an index is asked through its jars, at once. */
    static ComponentFolder open(Path path) throws ComponentException {
        Path file = path.resolve(ComponentIndex.FILE);
        if (Files.exists(file)) {
            return new ComponentFolder(path, ComponentIndex.read(file));
        }
        ComponentFolder folder = new ComponentFolder(path, null);
        folder.load();
        return folder;
    }

    Path path() {
        return path;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    List<String> types(ComponentKind kind) throws ComponentException {
        return index != null ? index.types(kind) : load().types(kind);
    }

    /** What its jars offer, which is what the index says. */
    ComponentIndex index() throws ComponentException {
        return ComponentIndex.of(load());
    }

    /** Its components, of which one has this type. */
    ComponentSource load(ComponentKind kind, String type) throws ComponentException {
        LoadedComponents components = load();
        if (!components.types(kind).contains(type)) {
            throw new ComponentException("The index of " + path + " names the " + kind.label() + " " + type
                    + ", but its jars do not have it. Install the folder again.");
        }
        return components;
    }

    synchronized void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }

    private synchronized LoadedComponents load() throws ComponentException {
        LoadedComponents components = loaded;
        if (components == null) {
            components = LoadedComponents.of(loader(jars()), index == null ? List.of() : index.sets(), path.toString());
            loaded = components;
        }
        return components;
    }

    private ClassLoader loader(Collection<Path> jars) throws ComponentException {
        ClassLoader engine = ComponentFolder.class.getClassLoader();
        if (areOnClassPath(jars)) {
            return engine;
        }
        List<URL> urls = new ArrayList<>();
        try {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw unreadable(e);
        }
        URLClassLoader own =
                new URLClassLoader("components-" + name(), urls.toArray(new URL[0]), new EngineOnlyLoader(engine));
        loader = own;
        return own;
    }

    private static boolean areOnClassPath(Collection<Path> jars) {
        Set<String> classPath = new HashSet<>(
                Arrays.asList(System.getProperty("java.class.path", "").split(File.pathSeparator)));
        for (Path jar : jars) {
            if (!classPath.contains(jar.toString())) {
                return false;
            }
        }
        return !jars.isEmpty();
    }

    /** Its jars; first those with its own name in theirs, so that few others are opened before its classes are found. */
    private Collection<Path> jars() throws ComponentException {
        TreeSet<Path> jars =
                new TreeSet<>(Comparator.comparing(this::isOfOtherName).thenComparing(path -> path));
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path, "*.jar")) {
            content.forEach(jars::add);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return jars;
    }

    private ComponentException unreadable(IOException e) {
        return new ComponentException("The components in " + path + " cannot be loaded: " + e, e);
    }

    private boolean isOfOtherName(Path jar) {
        return !String.valueOf(jar.getFileName()).contains(name());
    }
}
