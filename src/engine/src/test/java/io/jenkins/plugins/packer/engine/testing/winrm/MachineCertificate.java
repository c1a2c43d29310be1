package io.jenkins.plugins.packer.engine.testing.winrm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that a machine signed itself, made with the JDK's {@code keytool}. */
public final class MachineCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;

    /**
     * Makes one for 127.0.0.1.
     *
     * @param directory for its files
     */
    public MachineCertificate(Path directory) throws IOException {
        Path file = directory.resolve("machine.p12");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "machine",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=machine",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + output);
            }
            store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** TLS with it. */
    public SSLContext tls() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    /** MD5 of the channel bindings that a login over it has to carry (RFC 5929, RFC 2744). */
    public byte[] bindings() throws GeneralSecurityException {
        Certificate certificate = store.getCertificate("machine");
        // keytool signs with SHA-384 for the curve that it takes by default, or with SHA-256 for a smaller one.
        String algorithm = ((java.security.cert.X509Certificate) certificate)
                        .getSigAlgName()
                        .startsWith("SHA384")
                ? "SHA-384"
                : "SHA-256";
        byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        byte[] data = ByteBuffer.allocate(21 + hash.length)
                .put("tls-server-end-point:".getBytes(StandardCharsets.US_ASCII))
                .put(hash)
                .array();
        ByteBuffer bindings = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bindings.position(16).putInt(data.length).put(data);
        return MessageDigest.getInstance("MD5").digest(bindings.array());
    }
}
