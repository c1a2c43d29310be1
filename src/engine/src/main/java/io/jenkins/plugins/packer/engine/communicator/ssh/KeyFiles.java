package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys and certificates. */
public final class KeyFiles {
    private KeyFiles() {}

    /** A key or certificate cannot be used; the message tells why and what to do. */
    public static final class UnusableKeyException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableKeyException(String message) {
            super(message);
        }

        UnusableKeyException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Finds out whether a key file, and a certificate for it, can be used.
     *
     * @param certificate null for none
     */
    public static void check(Path key, @org.jspecify.annotations.Nullable Path certificate)
            throws UnusableKeyException {
        KeyPair pair = read(key);
        if (certificate != null) {
            certified(pair, certificate);
        }
    }

    /** The line for {@code authorized_keys} that goes with a private key, without a comment. */
    public static String publicKey(Path key) throws UnusableKeyException {
        return PublicKeyEntry.toString(read(key).getPublic());
    }

    static KeyPair read(Path file) throws UnusableKeyException {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
        } catch (IOException e) {
            throw new UnusableKeyException("Failed to read key '" + file + "': " + e, e);
        }
    }

    /**
     * Reads a private key.
     *
     * @param text PEM, PKCS#8 or OpenSSH format
     * @param origin for messages
     */
    static KeyPair parse(String text, String origin) throws UnusableKeyException {
        SshLibrary.prepare();
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName(origin),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                    (session, resource, retry) -> {
                        throw new ProtectedException();
                    });
            Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
            if (found == null || !found.hasNext()) {
                throw new UnusableKeyException("Failed to read key '" + origin + "': no key found. It must be a private"
                        + " key in PEM, PKCS#8 or OpenSSH format.");
            }
            return found.next();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (isProtected(e) || text.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
                throw new UnusableKeyException(
                        "Failed to read key '" + origin + "': password protected keys are not supported. Please decrypt"
                                + " the key prior to use (ssh-keygen -p -N '' -f FILE on a copy), or load it into an"
                                + " SSH agent and set ssh_agent_auth.",
                        e);
            }
            return bare(text, origin, e);
        }
    }

    /** What the library does not read. */
    private static KeyPair bare(String text, String origin, Exception failure) throws UnusableKeyException {
        try {
            Optional<KeyPair> pair = BareEcKey.parse(text);
            if (pair.isPresent()) {
                return pair.get();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        throw new UnusableKeyException("Failed to read key '" + origin + "': " + failure.getMessage(), failure);
    }

    private static boolean isProtected(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtectedException) {
                return true;
            }
        }
        return false;
    }

    /** The key is encrypted. */
    private static final class ProtectedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The key pair with a certificate in place of its public key. */
    static KeyPair certified(KeyPair pair, Path file) throws UnusableKeyException {
        PublicKey key;
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            key = PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, java.util.Map.of(), null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeyException("unable to read the certificate file " + file + ": " + e.getMessage(), e);
        }
        if (!(key instanceof OpenSshCertificate certificate)) {
            throw new UnusableKeyException(file + " is not a certificate, which ssh-keygen -s makes.");
        }
        Optional<String> reason = invalid(certificate);
        if (reason.isPresent()) {
            throw new UnusableKeyException(file + " is not a valid certificate: " + reason.get() + ".");
        }
        if (!KeyUtils.compareKeys(certificate.getCertPubKey(), pair.getPublic())) {
            throw new UnusableKeyException(file + " belongs to another private key.");
        }
        return new KeyPair(certificate, pair.getPrivate());
    }

    private static Optional<String> invalid(OpenSshCertificate certificate) {
        long now = System.currentTimeMillis() / 1000;
        if (Long.compareUnsigned(now, certificate.getValidAfter()) < 0) {
            return Optional.of("it is not valid yet");
        }
        if (Long.compareUnsigned(now, certificate.getValidBefore()) >= 0) {
            return Optional.of("it has expired");
        }
        return Optional.empty();
    }
}
