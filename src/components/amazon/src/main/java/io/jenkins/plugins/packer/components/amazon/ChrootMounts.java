package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.ChrootOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What a build mounts on this machine and copies into its chroot, to be taken back before a snapshot is made. Each mount is
 * in the journal before it is mounted. Used by one thread.
 */
final class ChrootMounts {
    private static final String BIND = "bind";

    private final ChrootOptions options;
    private final boolean fromScratch;
    private final WrappedShell shell;
    private final LiveMounts live;
    private final BuildContext context;
    private final Deque<Resource> mounts = new ArrayDeque<>();
    private final List<Path> copies = new ArrayList<>();

    ChrootMounts(ChrootConfiguration configuration, WrappedShell shell, LiveMounts live, BuildContext context) {
        this.live = live;
        this.options = configuration.chroot();
        this.fromScratch = configuration.fromScratch();
        this.shell = shell;
        this.context = context;
    }

    /** Mounts a device where nothing is mounted yet. */
    void mountRoot(String device, Path place) throws ComponentException {
        if (!MountTable.read().within(place).isEmpty()) {
            throw new ComponentException("Something is mounted on " + place
                    + " or below it already. Unmount it, or choose another directory with mount_path.");
        }
        context.ui().say("Mounting the root device...");
        StringBuilder flags = new StringBuilder();
        options.mountOptions()
                .forEach(option -> flags.append("-o ").append(option).append(' '));
        mount(flags + WrappedShell.word(device), device, place, place);
    }

    /** Mounts what commands in the chroot need. */
    void mountExtra(Path root) throws ComponentException {
        context.ui().say("Mounting additional paths within the chroot...");
        for (List<String> mount : options.mounts()) {
            context.ui().message("Mounting: " + mount.get(2));
            // A bound directory is private: what is mounted in it is not to show up in the machine's own.
            String flags = mount.get(0).equals(BIND) ? "--bind --make-private " : "-t " + mount.get(0) + " ";
            mount(flags + mount.get(1), mount.get(2), ChrootPath.of(root, mount.get(2)), root);
        }
    }

    private void mount(String what, String name, Path place, Path root) throws ComponentException {
        Resource resource = MountReaper.resource(place, root, shell, live);
        context.resources().create(resource, () -> {
            String directory = WrappedShell.word(place.toString());
            if (!Files.isDirectory(place)) {
                shell.run("Making the directory " + place, "mkdir -p " + directory);
            }
            shell.run("Mounting " + name + " on " + place, "mount " + what + " " + directory);
            return resource;
        });
        mounts.push(resource);
    }

    /** Copies files of this machine into the chroot, which replace those that it has. */
    void copyFiles(Path root) throws ComponentException {
        List<String> files = new ArrayList<>();
        for (String file : options.copyFiles()) {
            files.add(context.templates().render(file, Map.of("FromScratch", fromScratch)));
        }
        files.removeIf(String::isEmpty);
        if (!files.isEmpty()) {
            context.ui().say("Copying files from host to chroot...");
        }
        for (String file : files) {
            context.ui().message(file);
            Path copy = ChrootPath.entry(root, file);
            shell.run(
                    "Copying " + file + " to " + copy,
                    "cp --remove-destination " + WrappedShell.word(file) + " " + WrappedShell.word(copy.toString()));
            copies.add(copy);
        }
    }

    /** Removes the copied files and unmounts everything, the last one first. */
    void takeBack() throws ComponentException {
        for (Path copy : copies) {
            if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
                shell.run("Removing " + copy, "rm -f " + WrappedShell.word(copy.toString()));
            }
        }
        while (!mounts.isEmpty()) {
            if (mounts.size() == 1) {
                context.ui().say("Unmounting the root device...");
            }
            context.resources().remove(mounts.pop());
        }
    }
}
