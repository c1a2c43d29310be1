package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unmounts what a build mounted on this machine, and what was mounted in it. A program that still runs in the chroot, such as
 * a service that a package started, is ended where it keeps the mount in use.
 */
final class MountReaper implements ResourceReaper {
    private static final String KIND = "amazon.mount";
    private static final String UNMOUNT = "unmount";
    private static final String ROOT = "root";
    private static final String MADE = "made";
    /** Stands for the place in the command that the journal has. */
    private static final String PLACE = "%PLACE%";

    private static final String SECRET = "secret";

    private final LiveMounts live;

    MountReaper(LiveMounts live) {
        this.live = live;
    }

    /**
     * The resource of a mount.
     *
     * @param place where it is going to be mounted; nothing is mounted there yet
     * @param root the chroot that it is part of, or which it is itself
     * @param shell wraps the command that unmounts it
     * @param live keeps that where it has a secret
     */
    static Resource resource(Path place, Path root, WrappedShell shell, LiveMounts live) throws ComponentException {
        // A directory that is made in the image stays there: it is where the image will mount the same.
        boolean made = place.equals(root) && !Files.exists(place);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(ROOT, root.toString());
        attributes.put(MADE, String.valueOf(made));
        String command = shell.wrap("umount " + PLACE);
        if (shell.hasSecret(command)) {
            live.keep(place.toString(), command);
            attributes.put(SECRET, "true");
        } else {
            attributes.put(UNMOUNT, command);
        }
        return new Resource(KIND, place.toString(), attributes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation cancellation)
            throws ComponentException {
        Path place = Path.of(resource.name());
        String command =
                live.command(resource.name()).orElse(resource.attributes().getOrDefault(UNMOUNT, "umount " + PLACE));
        List<String> said = new ArrayList<>();
        LocalProcess process =
                new LocalProcess(Path.of(File.separator), cancellation, new Redactor(), said::add, said::add);
        if (!unmount(place, command, process, environment)) {
            ChrootProcesses.end(Path.of(resource.attributes().getOrDefault(ROOT, resource.name())));
            said.clear();
            if (!unmount(place, command, process, environment)) {
                throw new ComponentException(place + " is still mounted: " + String.join(" ", said) + secret(resource)
                        + " Look with \"fuser -vm " + place
                        + "\" for what uses it, end that, and unmount it, or run packer cleanup again.");
            }
        }
        if (Boolean.parseBoolean(resource.attributes().get(MADE))) {
            removeDirectory(place);
        }
    }

    private static String secret(Resource resource) {
        return resource.attributes().containsKey(SECRET)
                ? " Its command_wrapper has a secret, which the journal does not hold: run packer cleanup as root."
                : "";
    }

    /** Whether nothing is mounted there any more. */
    private static boolean unmount(Path place, String command, LocalProcess process, Map<String, String> environment)
            throws ComponentException {
        for (Path target : MountTable.read().within(place)) {
            String line = command.replace(PLACE, WrappedShell.word(target.toString()));
            try {
                process.run(List.of("/bin/sh", "-c", line), environment);
            } catch (IOException e) {
                throw new ComponentException(target + " cannot be unmounted: " + e.getMessage() + ".", e);
            }
        }
        return MountTable.read().within(place).isEmpty();
    }

    private static void removeDirectory(Path place) throws ComponentException {
        try {
            Files.deleteIfExists(place);
        } catch (DirectoryNotEmptyException | AccessDeniedException e) {
            // Somebody put something there, or it is root's: an empty directory is no harm.
            return;
        } catch (IOException e) {
            throw new ComponentException("The directory " + place + " cannot be removed: " + e.getMessage() + ".", e);
        }
    }
}
