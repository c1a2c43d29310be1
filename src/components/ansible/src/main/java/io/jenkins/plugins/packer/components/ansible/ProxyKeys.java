package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.communicator.ssh.SshLibrary;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one proxy.
 *
 * @param host the proxy's own
 * @param authorized what Ansible's ssh has to have the private key of
 * @param privateKeyFile that private key where it was made here; null where the user has it
 */
record ProxyKeys(
        KeyPair host, PublicKey authorized, @Nullable Path privateKeyFile) {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Reads the keys that the options name and makes the others. */
    static ProxyKeys of(ProxyOptions options, StepContext context, PrivateFiles files) throws ComponentException {
        SshLibrary.prepare();
        KeyType type = KeyType.named(options.ansibleProxyKeyType())
                .orElseThrow(() -> new IllegalArgumentException(options.ansibleProxyKeyType()));
        String hostFile = options.sshHostKeyFile();
        KeyPair host = options.hasNewHostKey() || hostFile == null
                ? type.generate()
                : hostKey(RunDirectory.of(context).resolve(hostFile));
        String authorized = options.sshAuthorizedKeyFile();
        if (authorized != null && !authorized.isEmpty()) {
            return new ProxyKeys(host, publicKey(RunDirectory.of(context).resolve(authorized)), null);
        }
        KeyPair user = type.generate();
        return new ProxyKeys(host, user.getPublic(), files.write("ansible-key", pem(user)));
    }

    private static KeyPair hostKey(Path file) throws ComponentException {
        try (InputStream content = Files.newInputStream(file)) {
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), content, null);
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs.iterator().next();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("ssh_host_key_file", file, "an unencrypted private key", e);
        }
        throw unusable("ssh_host_key_file", file, "an unencrypted private key", null);
    }

    private static PublicKey publicKey(Path file) throws ComponentException {
        try {
            List<AuthorizedKeyEntry> entries = AuthorizedKeyEntry.readAuthorizedKeys(file);
            if (!entries.isEmpty()) {
                PublicKey key = entries.get(0).resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
                if (key != null) {
                    return key;
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable("ssh_authorized_key_file", file, "a public key as authorized_keys has them", e);
        }
        throw unusable("ssh_authorized_key_file", file, "a public key as authorized_keys has them", null);
    }

    private static ComponentException unusable(String option, Path file, String expected, @Nullable Exception cause) {
        return new ComponentException(
                option + ": " + file + " does not hold " + expected
                        + (cause == null ? "." : ": " + cause.getMessage() + "."),
                cause);
    }

    /** In a form that every ssh reads. */
    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + new String(BASE64.encode(pair.getPrivate().getEncoded()), StandardCharsets.US_ASCII)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
