package io.jenkins.plugins.packer.engine.testing.winrm;

import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.AttributePairs;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmChallenge;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmFlags;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmKeys;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmResponse;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of NTLM on one connection: challenges, and checks what comes back in every part. */
final class NtlmServer {
    private static final int FLAGS = NtlmFlags.UNICODE
            | NtlmFlags.REQUEST_TARGET
            | NtlmFlags.SIGN
            | NtlmFlags.SEAL
            | NtlmFlags.NTLM
            | NtlmFlags.ALWAYS_SIGN
            | NtlmFlags.TARGET_TYPE_SERVER
            | NtlmFlags.EXTENDED_SESSION_SECURITY
            | NtlmFlags.TARGET_INFO
            | NtlmFlags.VERSION
            | NtlmFlags.KEY_128
            | NtlmFlags.KEY_EXCHANGE
            | NtlmFlags.KEY_56;
    private static final int MIC_AT = 72;
    private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

    private final Map<String, String> passwords;
    private final int offered;
    /** MD5 of the channel bindings of a login over TLS, or null. */
    private final byte[] bindings;

    private final boolean strict;

    private byte[] negotiate = {};
    private byte[] challenge = {};
    private byte[] nonce = {};
    private NtlmSession session;

    /**
     * @param passwords by user
     * @param bindings MD5 of the channel bindings of the connection, or null without TLS
     * @param strict whether a login without bindings is refused (CbtHardeningLevel)
     * @param sealing whether messages may be encrypted
     */
    NtlmServer(Map<String, String> passwords, byte[] bindings, boolean strict, boolean sealing) {
        this.passwords = passwords;
        this.bindings = bindings;
        this.strict = strict;
        this.offered = sealing ? FLAGS : FLAGS & ~NtlmFlags.SEAL;
    }

    /** Whether the login was accepted. */
    boolean isLoggedIn() {
        return session != null;
    }

    /** Whether a challenge was given that is not answered yet. */
    boolean isWaiting() {
        return nonce.length > 0;
    }

    /** Whether a message is the client's answer to a challenge. */
    static boolean isLast(byte[] message) {
        return type(message) == 3;
    }

    private static int type(byte[] message) {
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
    }

    NtlmSession session() {
        return session;
    }

    /** Takes a message of the client; the answer is a challenge, or empty when the login is accepted. */
    byte[] next(byte[] message) throws IOException {
        int type = type(message);
        if (type == 1) {
            return challenge(message);
        }
        if (type != 3 || nonce.length == 0) {
            throw new IOException("NTLM message of type " + type + " out of turn");
        }
        authenticate(message);
        nonce = new byte[0];
        return new byte[0];
    }

    private byte[] challenge(byte[] message) {
        session = null;
        negotiate = message;
        nonce = new byte[8];
        new SecureRandom().nextBytes(nonce);
        long time = (System.currentTimeMillis() / 1000 + SECONDS_1601_TO_1970) * 10_000_000L;
        AttributePairs target = new AttributePairs()
                .with(AttributePairs.DOMAIN, "MACHINE".getBytes(StandardCharsets.UTF_16LE))
                .with(AttributePairs.COMPUTER, "MACHINE".getBytes(StandardCharsets.UTF_16LE))
                .with(
                        AttributePairs.TIMESTAMP,
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(time)
                                .array());
        // What the client does not ask for it does not get, except what tells it about the server; Python's client does
        // not ask for Unicode and expects it.
        int asked = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(12)
                | NtlmFlags.UNICODE
                | NtlmFlags.TARGET_TYPE_SERVER
                | NtlmFlags.TARGET_INFO;
        challenge = new NtlmChallenge(offered & asked, nonce, target).bytes();
        return challenge;
    }

    private void authenticate(byte[] message) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        byte[] response = field(in, 20);
        String domain = new String(field(in, 28), StandardCharsets.UTF_16LE);
        String user = new String(field(in, 36), StandardCharsets.UTF_16LE);
        byte[] encryptedKey = field(in, 52);
        int flags = in.getInt(60);
        String password = passwords.get(user);
        if (password == null) {
            throw new IOException("no user " + user);
        }
        byte[] blob = Arrays.copyOfRange(response, NtlmResponse.PROOF_LENGTH, response.length);
        NtlmResponse expected = NtlmResponse.of(NtlmKeys.ofPassword(user, domain, password), nonce, blob);
        if (!Arrays.equals(expected.bytes(), response)) {
            throw new IOException("wrong password for " + user);
        }
        byte[] key = expected.sessionBaseKey();
        if ((flags & NtlmFlags.KEY_EXCHANGE) != 0) {
            key = rc4(key, encryptedKey);
        }
        AttributePairs pairs = AttributePairs.read(Arrays.copyOfRange(blob, 28, blob.length));
        checkMic(message, key, pairs);
        checkBindings(pairs);
        session = new NtlmSession(key, flags, NtlmSession.Side.SERVER);
    }

    private void checkMic(byte[] message, byte[] key, AttributePairs pairs) throws IOException {
        byte[] bits = pairs.get(AttributePairs.FLAGS);
        if (bits == null || (bits[0] & AttributePairs.MIC_PROVIDED) == 0) {
            // Go's client leaves it out, and Windows accepts that.
            return;
        }
        byte[] without = message.clone();
        Arrays.fill(without, MIC_AT, MIC_AT + 16, (byte) 0);
        byte[] mic = Arrays.copyOfRange(message, MIC_AT, MIC_AT + 16);
        if (!MessageDigest.isEqual(mic, hmac(key, negotiate, challenge, without))) {
            throw new IOException("the code over the three messages of the login is wrong");
        }
    }

    private void checkBindings(AttributePairs pairs) throws IOException {
        byte[] carried = pairs.get(AttributePairs.CHANNEL_BINDINGS);
        if (carried != null && (bindings == null || !Arrays.equals(bindings, carried))) {
            throw new IOException("channel bindings of another connection");
        }
        if (carried == null && strict) {
            throw new IOException("no channel bindings");
        }
    }

    private static byte[] field(ByteBuffer in, int at) {
        byte[] value = new byte[Short.toUnsignedInt(in.getShort(at))];
        in.get(in.getInt(at + 4), value);
        return value;
    }

    private static byte[] rc4(byte[] key, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("ARCFOUR");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
