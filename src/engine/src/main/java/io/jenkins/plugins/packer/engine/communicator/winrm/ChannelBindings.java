package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * Ties a login to the TLS connection that it goes over, by the server's certificate ({@code tls-server-end-point} of RFC
 * 5929, in the form of RFC 2744), so that nobody can pass the login on to another server.
 */
final class ChannelBindings {
    /** Two addresses, each without type and length: none. */
    private static final int NO_ADDRESSES = 16;

    private ChannelBindings() {}

    /** MD5 of the bindings, as NTLM carries them. */
    static byte[] of(Certificate certificate) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance(digest(certificate)).digest(certificate.getEncoded());
            byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
            ByteBuffer bindings = ByteBuffer.allocate(NO_ADDRESSES + Integer.BYTES + prefix.length + hash.length)
                    .order(ByteOrder.LITTLE_ENDIAN);
            bindings.position(NO_ADDRESSES)
                    .putInt(prefix.length + hash.length)
                    .put(prefix)
                    .put(hash);
            return MessageDigest.getInstance("MD5").digest(bindings.array());
        } catch (GeneralSecurityException e) {
            throw new IOException("the machine's certificate cannot be hashed: " + e.getMessage(), e);
        }
    }

    /** The digest of the certificate's signature, or SHA-256 in place of the weak ones. */
    private static String digest(Certificate certificate) {
        String signature = certificate instanceof X509Certificate x509
                ? x509.getSigAlgName().toUpperCase(Locale.ROOT)
                : "";
        if (signature.startsWith("SHA384")) {
            return "SHA-384";
        }
        return signature.startsWith("SHA512") ? "SHA-512" : "SHA-256";
    }
}
