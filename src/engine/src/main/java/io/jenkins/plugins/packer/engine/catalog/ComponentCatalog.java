package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.Reapers;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.hcl.SimilarName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds components by type: the engine's own, and those of the folders beside the program. A folder's classes are loaded
 * when one of its types is asked for; until then only its index is read, and that only for types that are not the
 * engine's own. May be used by several threads.
 */
public final class ComponentCatalog implements Reapers, AutoCloseable {
    private final ComponentSource builtIn;
    private final List<Path> roots;
    private @Nullable List<ComponentFolder> folders;

    /**
     * A catalog.
     *
     * @param builtIn the engine's own; they win over those of folders
     * @param roots directories whose subdirectories are folders of components; one that does not exist has none
     */
    public ComponentCatalog(ComponentSource builtIn, List<Path> roots) {
        this.builtIn = builtIn;
        this.roots = List.copyOf(roots);
    }

    /**
     * Something that a template can name.
     *
     * @param kind what it is
     * @param type its name
     * @param origin its folder's name, or empty for the engine's own
     */
    public record Listed(ComponentKind kind, String type, String origin) {}

    /** The builder of a type; fails with a suggestion where there is none. */
    public Builder<?> builder(String type) throws ComponentException {
        Builder<?> own = builtIn.builder(type);
        return own != null ? own : present(folder(ComponentKind.BUILDER, type).builder(type));
    }

    /** The provisioner of a type; fails with a suggestion where there is none. */
    public Provisioner<?> provisioner(String type) throws ComponentException {
        Provisioner<?> own = builtIn.provisioner(type);
        return own != null
                ? own
                : present(folder(ComponentKind.PROVISIONER, type).provisioner(type));
    }

    /** The post-processor of a type; fails with a suggestion where there is none. */
    public PostProcessor<?> postProcessor(String type) throws ComponentException {
        PostProcessor<?> own = builtIn.postProcessor(type);
        return own != null
                ? own
                : present(folder(ComponentKind.POST_PROCESSOR, type).postProcessor(type));
    }

    /** The data source of a type; fails with a suggestion where there is none. */
    public DataSource<?> dataSource(String type) throws ComponentException {
        DataSource<?> own = builtIn.dataSource(type);
        return own != null
                ? own
                : present(folder(ComponentKind.DATA_SOURCE, type).dataSource(type));
    }

    /** What a function of the template language does; fails where nothing that is installed brings it. */
    public TemplateFunction function(String name) throws ComponentException {
        TemplateFunction own = builtIn.function(name);
        return own != null ? own : present(folder(ComponentKind.FUNCTION, name).function(name));
    }

    @Override
    public ResourceReaper reaper(String kind) throws ComponentException {
        ResourceReaper own = builtIn.reaper(kind);
        return own != null ? own : present(folder(ComponentKind.REAPER, kind).reaper(kind));
    }

    /** Whether there is one, without loading it. */
    public boolean has(ComponentKind kind, String type) throws ComponentException {
        if (builtIn.types(kind).contains(type)) {
            return true;
        }
        for (ComponentFolder folder : folders()) {
            if (folder.types(kind).contains(type)) {
                return true;
            }
        }
        return false;
    }

    /** Everything there is, by kind and type. */
    public List<Listed> list() throws ComponentException {
        List<Listed> all = new ArrayList<>();
        for (ComponentKind kind : ComponentKind.values()) {
            TreeSet<String> own = new TreeSet<>(builtIn.types(kind));
            for (String type : own) {
                all.add(new Listed(kind, type, ""));
            }
            for (ComponentFolder folder : folders()) {
                for (String type : folder.types(kind)) {
                    if (!own.contains(type)) {
                        all.add(new Listed(kind, type, folder.name()));
                    }
                }
            }
        }
        all.sort((one, other) -> one.kind() == other.kind()
                ? one.type().compareTo(other.type())
                : one.kind().compareTo(other.kind()));
        return all;
    }

    /** The type of this kind that was probably meant, or null. */
    public @Nullable String suggestion(ComponentKind kind, String type) throws ComponentException {
        Collection<String> known = new TreeSet<>(builtIn.types(kind));
        for (ComponentFolder folder : folders()) {
            known.addAll(folder.types(kind));
        }
        return SimilarName.to(type, known).orElse(null);
    }

    /** Gives up the folders' class loaders: their components must not be used any more. */
    @Override
    public synchronized void close() throws IOException {
        if (folders != null) {
            for (ComponentFolder folder : folders) {
                folder.close();
            }
        }
    }

    private ComponentSource folder(ComponentKind kind, String type) throws ComponentException {
        ComponentFolder found = null;
        for (ComponentFolder folder : folders()) {
            if (folder.types(kind).contains(type)) {
                if (found != null) {
                    throw new ComponentException("Two folders offer the " + kind.label() + " " + type + ": "
                            + found.path() + " and " + folder.path() + ". Remove one of them.");
                }
                found = folder;
            }
        }
        if (found == null) {
            throw unknown(kind, type);
        }
        return found.load(kind, type);
    }

    private ComponentException unknown(ComponentKind kind, String type) throws ComponentException {
        if (kind == ComponentKind.REAPER) {
            return new ComponentException("Nothing is installed that removes resources of the kind " + type
                    + ". Add the component that creates them, then run packer cleanup.");
        }
        if (kind == ComponentKind.FUNCTION) {
            return new ComponentException("The components that bring the function " + type
                    + " are not installed. A Jenkins agent gets them where the template's own files call it.");
        }
        String meant = suggestion(kind, type);
        return new ComponentException("Unknown " + kind.label() + " type \"" + type + "\"."
                + (meant == null ? " See packer components for those there are." : " Did you mean \"" + meant + "\"?"));
    }

    private synchronized List<ComponentFolder> folders() throws ComponentException {
        List<ComponentFolder> known = folders;
        if (known == null) {
            known = new ArrayList<>();
            for (Path root : roots) {
                if (Files.isDirectory(root)) {
                    known.addAll(foldersOf(root));
                }
            }
            folders = known;
        }
        return known;
    }

    private static List<ComponentFolder> foldersOf(Path root) throws ComponentException {
        TreeSet<Path> paths = new TreeSet<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(root)) {
            for (Path path : content) {
                if (Files.isDirectory(path)) {
                    paths.add(path);
                }
            }
        } catch (IOException e) {
            throw new ComponentException("The components in " + root + " cannot be listed: " + e, e);
        }
        List<ComponentFolder> folders = new ArrayList<>();
        for (Path path : paths) {
            folders.add(ComponentFolder.open(path));
        }
        return folders;
    }

    /** A folder's load has made sure of it. */
    private static <T> T present(@Nullable T component) {
        if (component == null) {
            throw new IllegalStateException("A loaded folder does not have what it said it had.");
        }
        return component;
    }
}
