package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import org.jspecify.annotations.Nullable;

/**
 * What a builder knows of the machine that it started. Each method is asked again for every attempt to connect, since an
 * address can change until the machine is up; it may ask the platform.
 */
@FunctionalInterface
public interface Target {

    /**
     * The machine's address, which counts where the template gives none ({@code ssh_host}, {@code winrm_host}).
     *
     * @return null while it is not known yet: it is asked for again a little later
     * @throws ComponentException when there is no hope
     */
    @Nullable
    String host() throws ComponentException;

    /**
     * The port to connect to, where it is another than the template's, as with a forwarded port.
     *
     * @return 0 for the template's
     * @throws ComponentException when there is no hope
     */
    default int port() throws ComponentException {
        return 0;
    }

    /** The user to log in as; null for the template's. */
    default @Nullable String username() {
        return null;
    }

    /** The password to log in with; null for the template's. */
    default @Nullable String password() {
        return null;
    }

    /** The key pair that the builder put on the machine; null for none. */
    default @Nullable TemporaryKeyPair keyPair() {
        return null;
    }

    /**
     * Whether the builder has to do with the keys of its machines. The key of {@code ssh_private_key_file} is then
     * {@code build.SSHPrivateKey}, as in Packer, where only builders that would otherwise make a key read that file for it.
     */
    default boolean hasKeys() {
        return false;
    }
}
