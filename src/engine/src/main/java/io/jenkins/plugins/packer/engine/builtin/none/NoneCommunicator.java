package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * No connection at all, {@code communicator = "none"}: provisioners that work locally run, everything that needs a
 * machine fails. Packer lets commands succeed without running them (packer-plugin-sdk, none/communicator.go); here they
 * fail too, since an image that was never provisioned is worse than an error.
 */
public final class NoneCommunicator implements Communicator {
    /** Its name in templates. */
    public static final String TYPE = "none";

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Ends a provisioner that needs a machine before it retries in vain.
     *
     * @param communicator what the build has
     * @param provisioner its type
     * @throws ComponentException if the communicator is this one
     */
    public static void refuse(Communicator communicator, String provisioner) throws ComponentException {
        if (communicator.type().equals(TYPE)) {
            throw new ComponentException("The " + provisioner
                    + " provisioner needs a machine to work on, and this build has none (communicator = \"none\")."
                    + " Use shell-local for work on this machine, or a source with a communicator.");
        }
    }

    @Override
    public int execute(RemoteCommand command) throws ComponentException {
        throw unavailable("Running a command");
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        throw unavailable("Upload");
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) throws ComponentException {
        throw unavailable("Upload of a directory");
    }

    @Override
    public void download(String source, OutputStream content) throws ComponentException {
        throw unavailable("Download");
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) throws ComponentException {
        throw unavailable("Download of a directory");
    }

    private static ComponentException unavailable(String what) {
        return new ComponentException(what + " is not possible when communicator = \"none\".");
    }

    @Override
    public void close() {}
}
