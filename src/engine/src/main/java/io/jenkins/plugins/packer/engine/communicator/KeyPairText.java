package io.jenkins.plugins.packer.engine.communicator;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new key pair as OpenSSH and others read it. Formats: RFC 4253 section 6.6 and RFC 5656 section 3.1 for public keys,
 * RFC 8709 for ed25519, and OpenSSH's PROTOCOL.key for its private keys.
 *
 * @param publicKey the line for {@code authorized_keys}, without a comment
 * @param privateKey PEM
 */
record KeyPairText(String publicKey, String privateKey) {
    private static final String ED25519 = "ssh-ed25519";
    private static final int ED25519_SIZE = 32;

    /**
     * Makes a key pair.
     *
     * @param type {@code rsa}, {@code ecdsa} or {@code ed25519}
     * @param bits its size, 0 for the default
     */
    static KeyPairText generate(String type, int bits) {
        try {
            return switch (type) {
                case "rsa" -> rsa(bits == 0 ? 4096 : bits);
                case "ecdsa" -> ecdsa(bits == 0 ? 521 : bits);
                case "ed25519" -> ed25519();
                default -> throw new IllegalArgumentException("no key type: " + type);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This JDK cannot make a key pair of type " + type + ", " + bits + " bits", e);
        }
    }

    private static KeyPairText rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        String name = "ssh-rsa";
        Wire wire = new Wire().text(name).number(key.getPublicExponent()).number(key.getModulus());
        return new KeyPairText(line(name, wire), pkcs8(pair.getPrivate()));
    }

    private static KeyPairText ecdsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        int size = (bits + 7) / 8;
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.write(4);
        point.writeBytes(fixed(key.getW().getAffineX(), size));
        point.writeBytes(fixed(key.getW().getAffineY(), size));
        String curve = "nistp" + bits;
        String name = "ecdsa-sha2-" + curve;
        Wire wire = new Wire().text(name).text(curve).bytes(point.toByteArray());
        // The JDK's PKCS#8 text of such a key lacks the public key, which some readers want.
        Wire number = new Wire().number(((ECPrivateKey) pair.getPrivate()).getS());
        return new KeyPairText(line(name, wire), openSsh(wire.content(), number.content()));
    }

    private static KeyPairText ed25519() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - ED25519_SIZE, encoded.length);
        byte[] seed = ((EdECPrivateKey) pair.getPrivate())
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the private key is not accessible"));
        Wire wire = new Wire().text(ED25519).bytes(point);
        byte[] both = Arrays.copyOf(seed, seed.length + point.length);
        System.arraycopy(point, 0, both, seed.length, point.length);
        return new KeyPairText(
                line(ED25519, wire),
                openSsh(wire.content(), new Wire().bytes(both).content()));
    }

    /** A private key is written as its public one with the secret part behind it. */
    private static String openSsh(byte[] publicKey, byte[] secretPart) {
        // The two check numbers only have to agree; they tell a wrong passphrase, and there is none.
        Wire secret =
                new Wire().uint32(0).uint32(0).raw(publicKey).raw(secretPart).text("");
        for (int i = 1; secret.content().length % 8 != 0; i++) {
            secret.octet(i);
        }
        Wire file = new Wire()
                .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .uint32(1)
                .bytes(publicKey)
                .bytes(secret.content());
        return pem("OPENSSH PRIVATE KEY", file.content(), 70);
    }

    private static String pkcs8(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded(), 64);
    }

    private static String pem(String what, byte[] content, int width) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(width, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private static String line(String name, Wire key) {
        return name + " " + Base64.getEncoder().encodeToString(key.content());
    }

    /** A number with as many bytes as the curve has. */
    private static byte[] fixed(BigInteger number, int size) {
        byte[] bytes = number.toByteArray();
        byte[] result = new byte[size];
        int length = Math.min(bytes.length, size);
        System.arraycopy(bytes, bytes.length - length, result, size - length, length);
        return result;
    }

    /** Values as SSH writes them (RFC 4251 section 5). */
    private static final class Wire {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Wire octet(int value) {
            out.write(value);
            return this;
        }

        Wire uint32(int value) {
            return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
        }

        Wire raw(byte[] value) {
            out.writeBytes(value);
            return this;
        }

        Wire bytes(byte[] value) {
            return uint32(value.length).raw(value);
        }

        Wire text(String value) {
            return bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        Wire number(BigInteger value) {
            return bytes(value.toByteArray());
        }

        byte[] content() {
            return out.toByteArray();
        }
    }
}
