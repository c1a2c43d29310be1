package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.run.Redactor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that is made for one build: the builder puts the public key on the machine, and the connection uses the
 * private one, which is a secret of the run and never stored.
 *
 * @param name its name on the platform and its comment
 * @param publicKey the line for {@code authorized_keys}, without the name
 * @param privateKey its text: PKCS#8 for rsa, OpenSSH's own format for the others
 */
public record TemporaryKeyPair(String name, String publicKey, String privateKey) {

    /**
     * Makes one.
     *
     * @param options checked already
     * @param secrets is told the private key
     */
    public static TemporaryKeyPair generate(KeyPairOptions options, Redactor secrets) {
        String chosen = options.temporaryKeyPairName();
        String name = chosen == null || chosen.isEmpty() ? "packer_" + UUID.randomUUID() : chosen;
        KeyPairText text = KeyPairText.generate(options.temporaryKeyPairType(), options.temporaryKeyPairBits());
        secrets.add(text.privateKey());
        return new TemporaryKeyPair(name, text.publicKey(), text.privateKey());
    }

    /**
     * One that exists.
     *
     * @param publicKey the line for {@code authorized_keys}, null where it is not known
     */
    public static TemporaryKeyPair of(String name, @Nullable String publicKey, String privateKey, Redactor secrets) {
        secrets.add(privateKey);
        return new TemporaryKeyPair(name, publicKey == null ? "" : publicKey, privateKey);
    }

    /** The whole line for {@code authorized_keys}, with the name as its comment. */
    public String authorizedKey() {
        return publicKey + " " + name;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "key pair " + name;
    }
}
