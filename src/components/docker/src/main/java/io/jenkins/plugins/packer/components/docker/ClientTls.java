package io.jenkins.plugins.packer.components.docker;

import com.github.dockerjava.transport.SSLConfig;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS to an engine with the files that the Docker client uses: {@code ca.pem}, {@code cert.pem}, {@code key.pem}. It
 * reads PKCS#8, PKCS#1 (RSA) and SEC 1 (EC) keys with the JDK alone; docker-java needs 10 MB of Bouncy Castle for it.
 */
final class ClientTls implements SSLConfig {
    private static final byte[] RSA = bytes("300d06092a864886f70d0101010500");
    private static final byte[] EC_P256 = bytes("301306072a8648ce3d020106082a8648ce3d030107");
    private static final byte[] EC_P384 = bytes("301006072a8648ce3d020106052b81040022");
    private static final byte[] EC_P521 = bytes("301006072a8648ce3d020106052b81040023");

    private final SSLContext context;

    /**
     * Reads the files.
     *
     * @throws ComponentException when one is missing or malformed
     */
    ClientTls(Path folder) throws ComponentException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities(folder.resolve("ca.pem")));
            context = SSLContext.getInstance("TLS");
            context.init(clientKeys(folder), trust.getTrustManagers(), null);
        } catch (IOException | GeneralSecurityException e) {
            throw new ComponentException(
                    "Cannot read the TLS files for the Docker engine in " + folder + " (ca.pem, cert.pem, key.pem): "
                            + e.getMessage() + ". Set DOCKER_CERT_PATH to the folder that has them.",
                    e);
        }
    }

    @Override
    public SSLContext getSSLContext() {
        return context;
    }

    private static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        return store;
    }

    private static KeyManager[] clientKeys(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("cert.pem");
        if (!Files.exists(file)) {
            // An engine may ask for TLS without asking who the client is.
            return new KeyManager[0];
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "client",
                privateKey(Files.readString(folder.resolve("key.pem"), StandardCharsets.US_ASCII)),
                new char[0],
                certificates(file).toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        byte[] pkcs8 = section(pem, "PRIVATE KEY");
        if (pkcs8.length > 0) {
            try {
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException notRsa) {
                return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            }
        }
        byte[] pkcs1 = section(pem, "RSA PRIVATE KEY");
        if (pkcs1.length > 0) {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrap(RSA, pkcs1)));
        }
        byte[] sec1 = section(pem, "EC PRIVATE KEY");
        if (sec1.length > 0) {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrap(curve(sec1), sec1)));
        }
        throw new InvalidKeySpecException("key.pem holds no unencrypted RSA or EC private key");
    }

    private static byte[] section(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + label + "-----");
        return start < 0 || end < start
                ? new byte[0]
                : Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }

    /** The curve by the length of the private scalar, which RFC 5915 fixes: SEQUENCE, INTEGER 1, OCTET STRING. */
    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        int header = (sec1[1] & 0x80) == 0 ? 2 : 2 + (sec1[1] & 0x7f);
        return switch (sec1[header + 4]) {
            case 32 -> EC_P256;
            case 48 -> EC_P384;
            case 66 -> EC_P521;
            default -> throw new InvalidKeySpecException("key.pem is of an elliptic curve that is not supported");
        };
    }

    /** PKCS#8 around a bare key: SEQUENCE (INTEGER 0, algorithm, OCTET STRING key). */
    private static byte[] wrap(byte[] algorithm, byte[] key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {2, 1, 0});
        content.writeBytes(algorithm);
        content.write(4);
        content.writeBytes(length(key.length));
        content.writeBytes(key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(0x30);
        whole.writeBytes(length(content.size()));
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] length(int size) {
        if (size < 0x80) {
            return new byte[] {(byte) size};
        }
        return size < 0x100
                ? new byte[] {(byte) 0x81, (byte) size}
                : new byte[] {(byte) 0x82, (byte) (size >> 8), (byte) size};
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }
}
