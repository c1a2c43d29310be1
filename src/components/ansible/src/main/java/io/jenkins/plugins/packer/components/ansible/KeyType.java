package io.jenkins.plugins.packer.components.ansible;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** Kinds of keys that are made for the proxy, in Packer's sizes. */
enum KeyType {
    ECDSA,
    RSA;

    private static final int RSA_BITS = 2048;
    private static final String CURVE = "secp384r1";

    /** The kind that an option names, in any letter case. */
    static Optional<KeyType> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "", "ECDSA" -> Optional.of(ECDSA);
            case "RSA" -> Optional.of(RSA);
            default -> Optional.empty();
        };
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(this == RSA ? "RSA" : "EC");
            if (this == RSA) {
                generator.initialize(RSA_BITS);
            } else {
                generator.initialize(new ECGenParameterSpec(CURVE));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java makes " + this + " keys", e);
        }
    }
}
