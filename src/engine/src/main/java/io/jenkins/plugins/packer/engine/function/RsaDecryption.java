package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.Cipher;

/** RSA with PKCS #1 v1.5 padding, and a private key in PKCS #1's own PEM form, as {@code openssl genrsa} writes it. */
final class RsaDecryption {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    /** Version 0 and the algorithm, rsaEncryption, of a PKCS #8 key; what follows is the PKCS #1 key. */
    private static final byte[] PKCS8_HEAD = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private RsaDecryption() {}

    static String decrypt(String ciphertext, String key) {
        byte[] bytes;
        try {
            bytes = EncodingFunctions.decoded(ciphertext);
        } catch (IllegalArgumentException e) {
            throw new FunctionException(0, "failed to decode input: cipher text must be base64-encoded");
        }
        try {
            PrivateKey privateKey =
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(pem(key))));
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, privateKey);
            return new String(cipher.doFinal(bytes), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            // The provider's message may hold parts of the key.
            throw new FunctionException("failed to decrypt: the cipher text does not belong to the key, or the key is"
                    + " not an RSA private key in PKCS #1 form");
        }
    }

    private static byte[] pem(String key) {
        int begin = key.indexOf(BEGIN);
        int headers = begin < 0 ? -1 : key.indexOf(DASHES, begin + BEGIN.length());
        int end = headers < 0 ? -1 : key.indexOf("-----END ", headers);
        if (end < 0) {
            throw new FunctionException(1, "failed to parse key: no key found");
        }
        String body = key.substring(headers + DASHES.length(), end);
        if (body.contains("4,ENCRYPTED")) {
            throw new FunctionException(
                    1,
                    "failed to parse key: password protected keys are not supported. Please decrypt the key prior to"
                            + " use");
        }
        try {
            return EncodingFunctions.decoded(body.replace(" ", "").replace("\t", ""));
        } catch (IllegalArgumentException e) {
            throw new FunctionException(1, "failed to parse key: no key found");
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        byte[] octets = wrapped(OCTET_STRING, pkcs1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(PKCS8_HEAD);
        body.writeBytes(octets);
        return wrapped(SEQUENCE, body.toByteArray());
    }

    /** DER: tag, length in as few bytes as it needs, content. */
    private static byte[] wrapped(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length < 0x80) {
            der.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            der.write(0x80 | bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                der.write(content.length >> shift);
            }
        }
        der.writeBytes(content);
        return der.toByteArray();
    }
}
