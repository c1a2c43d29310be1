package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key derivations of NTLM version 2.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp">MS-NLMP, sections 3.3.2, 3.4.5</a>
 */
public final class NtlmKeys {
    private NtlmKeys() {}

    /** {@code NTOWFv2}: what stands for the password, from which everything else is derived. */
    public static byte[] ofPassword(String user, String domain, String password) {
        byte[] hash = Md4.digest(utf16(password));
        return hmac(hash, utf16(upperCase(user) + domain));
    }

    /** One character stays one character, as in Windows; {@code String.toUpperCase} makes two of a sharp s. */
    private static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            upper.append(Character.toUpperCase(c));
        }
        return upper.toString();
    }

    /** Key that one side signs its messages with. */
    static byte[] signing(byte[] sessionKey, NtlmSession.Side side) {
        return derived(sessionKey, side, "signing");
    }

    /** Key that one side encrypts its messages with, for 128 bits. */
    static byte[] sealing(byte[] sessionKey, NtlmSession.Side side) {
        return derived(sessionKey, side, "sealing");
    }

    private static byte[] derived(byte[] sessionKey, NtlmSession.Side side, String use) {
        String direction = side == NtlmSession.Side.CLIENT ? "client-to-server" : "server-to-client";
        String constant = "session key to " + direction + " " + use + " key magic constant\0";
        return md5(sessionKey, constant.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] utf16(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    /** MD5 of several parts, one after the other. */
    static byte[] md5(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw missing("MD5", e);
        }
    }

    /** HMAC-MD5 of several parts, one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw missing("HmacMD5", e);
        }
    }

    /** A stream of RC4, whose state goes on from one message to the next. */
    static Cipher rc4(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("ARCFOUR");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw missing("ARCFOUR", e);
        }
    }

    private static IllegalStateException missing(String algorithm, GeneralSecurityException cause) {
        return new IllegalStateException(
                "NTLM needs " + algorithm + ", which this Java runtime does not offer (a FIPS mode leaves it out)."
                        + " Set winrm_use_ntlm = false and use HTTPS.",
                cause);
    }
}
