package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.ssh.SshAttempt;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmAttempt;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a build to its machine: how every builder connects.
 *
 * <pre>{@code
 * try (MachineConnection connection = MachineConnection.open(options, () -> instance.address(), context)) {
 *     context.provision(connection.communicator(), connection.values(instance.id()));
 *     connection.removeTemporaryKey(keyPairOptions, keyPair, context);
 * }
 * }</pre>
 */
public final class MachineConnection implements AutoCloseable {
    private final Communicator communicator;
    private final CommunicatorOptions options;
    private final @Nullable MachineAccess access;
    private final String key;

    private MachineConnection(
            Communicator communicator, CommunicatorOptions options, @Nullable MachineAccess access, String key) {
        this.communicator = communicator;
        this.options = options;
        this.access = access;
        this.key = key;
    }

    /**
     * Connects, and tries again until it works, the time is over, or too many logins were refused. Tells the user as
     * Packer does.
     *
     * @param options checked already
     * @param target what the builder knows of the machine
     * @throws ComponentException when it does not work
     * @throws io.jenkins.plugins.packer.engine.run.CancelledException when the run is cancelled meanwhile
     */
    public static MachineConnection open(CommunicatorOptions options, Target target, BuildContext context)
            throws ComponentException {
        if (options.type().equals(CommunicatorOptions.NONE)) {
            return new MachineConnection(new NoneCommunicator(), options, null, "");
        }
        String key = target.hasKeys()
                ? givenKey(options.ssh(), context)
                : options.ssh().privateKeyText();
        Connecting connecting = new Connecting(options, target, attempt(options, context), context);
        Connecting.Connected first = connecting.run();
        Duration pause = options.pauseBeforeConnecting();
        if (pause == null || pause.isZero() || pause.isNegative()) {
            return new MachineConnection(first.communicator(), options, first.access(), key);
        }
        first.communicator().close();
        context.ui().say("Pausing " + DurationText.brief(pause) + " before connecting...");
        context.cancellation().pause(pause);
        Connecting.Connected second = connecting.run();
        return new MachineConnection(second.communicator(), options, second.access(), key);
    }

    /** The private key that the template gives, by file or as it is. */
    private static String givenKey(SshOptions ssh, BuildContext context) throws ComponentException {
        String file = ssh.sshPrivateKeyFile();
        if (file == null || file.isEmpty()) {
            return ssh.privateKeyText();
        }
        Path path = HomePath.resolve(file, context.directory());
        try {
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            context.secrets().add(text);
            return text;
        } catch (IOException e) {
            throw new ComponentException(
                    "Reading ssh_private_key_file " + path + " failed: " + FileTrouble.reason(e), e);
        }
    }

    private static ConnectionAttempt attempt(CommunicatorOptions options, BuildContext context)
            throws ComponentException {
        if (options.type().equals(CommunicatorOptions.WINRM)) {
            WinRmOptions winRm = options.winRm();
            return new WinRmAttempt(winRm::settings, context);
        }
        if (options.type().equals(CommunicatorOptions.SSH)) {
            return new SshAttempt(options.ssh(), context);
        }
        throw new ComponentException("The " + options.type() + " communicator is not available yet.");
    }

    /** The connection itself. */
    public Communicator communicator() {
        return communicator;
    }

    /**
     * The values of {@code build.*} that tell of the connection, named as in Packer, for {@link BuildContext#provision};
     * a builder adds its own.
     *
     * @param id the machine's id, {@code build.ID}
     */
    public Map<String, Object> values(String id) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ID", id);
        values.put("ConnType", options.type());
        if (access == null) {
            return values;
        }
        values.put("Host", access.host());
        values.put("Port", access.port());
        values.put("User", access.username());
        values.put("Password", access.password());
        TemporaryKeyPair pair = access.keyPair();
        values.put("SSHPublicKey", pair == null ? "" : pair.publicKey());
        values.put("SSHPrivateKey", pair == null ? key : pair.privateKey());
        String file = options.ssh().sshPrivateKeyFile();
        values.put("SSHPrivateKeyFile", file == null ? "" : file);
        values.put("SSHAgentAuth", options.ssh().sshAgentAuth());
        values.put("WinRMPassword", options.type().equals(CommunicatorOptions.WINRM) ? access.password() : "");
        if (options.type().equals(CommunicatorOptions.WINRM)) {
            // What another client needs to know that is to reach the machine as this one does.
            values.put("WinRMUseSSL", options.winRm().winRmUseSsl());
            values.put("WinRMInsecure", options.winRm().winRmInsecure());
            values.put("WinRMUseNTLM", options.winRm().winRmUseNtlm());
        }
        return values;
    }

    /**
     * Takes the temporary key out of the machine's {@code authorized_keys} files, where
     * {@code ssh_clear_authorized_keys} asks for it. A failure is told and ends nothing: the private key is gone with
     * the build anyhow.
     *
     * @param pair the key pair that the builder put on the machine; null for none
     */
    public void removeTemporaryKey(KeyPairOptions keys, @Nullable TemporaryKeyPair pair, StepContext context)
            throws ComponentException {
        if (pair != null && keys.sshClearAuthorizedKeys() && options.type().equals(CommunicatorOptions.SSH)) {
            new AuthorizedKeys(communicator, context.ui()).remove(pair.name());
        }
    }

    @Override
    public void close() {
        communicator.close();
    }
}
