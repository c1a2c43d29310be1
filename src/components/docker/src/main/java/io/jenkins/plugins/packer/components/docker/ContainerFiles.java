package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Moves files through the engine's archive calls, what {@code docker cp} uses; nothing is needed in the container, and
 * the engine can be on another machine.
 *
 * @param engine connection
 * @param container id
 * @param user whom the container runs as, as its configuration names it; empty for root
 * @param fixOwner whether what is uploaded belongs to the user that the container runs as; otherwise files belong to
 *     root and trees keep the numbers of their local owners
 * @param cancellation ends a transfer
 */
record ContainerFiles(DockerEngine engine, String container, String user, boolean fixOwner, Cancellation cancellation) {
    private static final int DEFAULT_MODE = 0644;
    /** Bits of Go's {@code os.FileMode}, which the engine describes paths with. */
    private static final long GO_DIRECTORY = 1L << 31;

    private static final long GO_SYMLINK = 1L << 27;

    /**
     * What a path in the container is.
     *
     * @param directory whether it is a directory
     * @param target the path it stands for: its own, or where a symbolic link leads
     */
    record PathStat(boolean directory, String target) {}

    void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        int slash = destination.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : destination.substring(0, slash);
        String name = destination.substring(slash + 1);
        if (name.isEmpty()) {
            throw new ComponentException("Cannot upload a file to \"" + destination + "\": it names a directory.");
        }
        String what = "Uploading to " + destination;
        requireDirectory(what, folder);
        FileOwner owner = fixOwner ? FileOwner.of(this, user) : FileOwner.ROOT;
        put(what, folder, tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            entry.setMode(mode < 0 ? DEFAULT_MODE : mode);
            entry.setIds(owner.user(), owner.group());
            tar.putArchiveEntry(entry);
            content.transferTo(tar);
            tar.closeArchiveEntry();
        });
    }

    void uploadDirectory(Path source, boolean contentOnly, String destination, List<String> excludes)
            throws ComponentException {
        String what = "Uploading " + source + " to " + destination;
        if (!Files.isDirectory(source)) {
            throw new ComponentException(what + " failed: " + source + " is not a directory.");
        }
        String target = contentOnly ? destination : join(destination, String.valueOf(source.getFileName()));
        // The tree is unpacked in the nearest directory that is there already, and those between are made on the way.
        List<String> missing = new ArrayList<>();
        String base = strip(target);
        Optional<PathStat> stat = stat(base);
        while (stat.isEmpty() && !base.equals("/") && !base.equals(".")) {
            int slash = base.lastIndexOf('/');
            missing.add(0, base.substring(slash + 1));
            base = slash < 0 ? "." : slash == 0 ? "/" : base.substring(0, slash);
            stat = stat(base);
        }
        if (stat.isPresent() && !stat.get().directory()) {
            throw new ComponentException(what + " failed: " + base + " is a file in the container.");
        }
        FileOwner owner = fixOwner ? FileOwner.of(this, user) : null;
        put(what, stat.isPresent() ? stat.get().target() : base, tar -> {
            TarTree tree = new TarTree(tar, owner);
            StringBuilder prefix = new StringBuilder();
            for (int i = 0; i < missing.size(); i++) {
                prefix.append(missing.get(i));
                if (i == missing.size() - 1) {
                    tree.directory(source, prefix.toString());
                } else {
                    tree.newDirectory(prefix.toString());
                }
                prefix.append('/');
            }
            tree.children(source, prefix.toString(), name -> isExcluded(name, excludes), false);
        });
    }

    private void put(String what, String folder, TarPipe.Writer writer) throws ComponentException {
        String path =
                "/containers/" + container + "/archive?noOverwriteDirNonDir=true&path=" + DockerEngine.query(folder);
        try (TarPipe tar = TarPipe.of(writer);
                Cancellation.Registration ignored = cancellation.onCancel(() -> abandon(tar))) {
            engine.put(what, path, tar);
        } catch (IOException e) {
            throw new ComponentException(what + " failed: " + e.getMessage(), e);
        }
    }

    private static void abandon(TarPipe tar) {
        try {
            tar.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void download(String source, OutputStream content) throws ComponentException {
        String what = "Downloading " + source;
        PathStat stat = stat(source)
                .orElseThrow(() -> new ComponentException(
                        what + " failed: there is no such file in the container " + container + "."));
        if (stat.directory()) {
            throw new ComponentException(what + " failed: it is a directory; end the source with a slash.");
        }
        engine.get(what, archive(stat.target()), answer -> {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(answer, "UTF-8")) {
                TarArchiveEntry entry = tar.getNextEntry();
                if (entry == null || !entry.isFile()) {
                    throw new ComponentException(what + " failed: it is not a regular file.");
                }
                return tar.transferTo(content);
            }
        });
    }

    void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        String what = "Downloading " + source;
        PathStat stat = stat(strip(source))
                .orElseThrow(() -> new ComponentException(
                        what + " failed: there is no such directory in the container " + container + "."));
        if (!stat.directory()) {
            throw new ComponentException(what + " failed: it is a file.");
        }
        String path = strip(source);
        Path root = source.endsWith("/") ? destination : destination.resolve(path.substring(path.lastIndexOf('/') + 1));
        engine.get(what, archive(stat.target()), answer -> {
            new TarUnpacker(root, name -> isExcluded(name, excludes), cancellation).unpack(answer);
            return root;
        });
    }

    private String archive(String path) {
        return "/containers/" + container + "/archive?path=" + DockerEngine.query(path);
    }

    private void requireDirectory(String what, String folder) throws ComponentException {
        Optional<PathStat> stat = stat(folder);
        if (stat.isEmpty() || !stat.get().directory()) {
            throw new ComponentException(what + " failed: there is no directory " + folder
                    + " in the container. Create it in a provisioner before.");
        }
    }

    /** What a path is; a symbolic link is followed. */
    Optional<PathStat> stat(String path) throws ComponentException {
        String current = path;
        // The engine has resolved the whole chain already; a second look tells what it leads to.
        for (int i = 0; i < 2; i++) {
            String header = engine.head(
                    "Looking for " + current + " in the container", archive(current), "X-Docker-Container-Path-Stat");
            if (header.isEmpty()) {
                return Optional.empty();
            }
            JsonNode stat = parse(header);
            long mode = stat.path("mode").asLong();
            if ((mode & GO_SYMLINK) == 0) {
                return Optional.of(new PathStat((mode & GO_DIRECTORY) != 0, current));
            }
            current = stat.path("linkTarget").asText();
        }
        return Optional.empty();
    }

    private JsonNode parse(String header) throws ComponentException {
        try {
            return JsonTree.read(Base64.getDecoder().decode(header));
        } catch (IOException | IllegalArgumentException e) {
            throw new ComponentException("The Docker engine described a path in a way that is not understood.", e);
        }
    }

    private static boolean isExcluded(String name, List<String> excludes) {
        for (String exclude : excludes) {
            String path = strip(exclude.startsWith("./") ? exclude.substring(2) : exclude);
            if (name.equals(path) || name.startsWith(path + "/")) {
                return true;
            }
        }
        return false;
    }

    private static String join(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private static String strip(String path) {
        String result = path;
        while (result.length() > 1 && result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }
}
