package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's login with NTLM version 2: {@link #negotiate}, then {@link #authenticate} with the server's challenge, then
 * {@link #session}. Used once, on one connection.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp">MS-NLMP</a>
 */
public final class NtlmLogin {
    private static final int FIXED_AUTHENTICATE = 88;
    private static final int MIC_AT = 72;
    private static final int MIC_LENGTH = 16;
    private static final int NO_LM_RESPONSE = 24;
    private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String domain;
    private final String password;
    private byte[] negotiate = {};
    private @Nullable NtlmSession session;

    /**
     * @param name {@code user}, {@code DOMAIN\\user} or {@code user@domain}
     * @param password its password
     */
    public NtlmLogin(String name, String password) {
        int backslash = name.indexOf('\\');
        this.user = name.substring(backslash + 1);
        this.domain = backslash < 0 ? "" : name.substring(0, backslash);
        this.password = password;
    }

    /** The first message, {@code NEGOTIATE_MESSAGE}. */
    public byte[] negotiate() {
        ByteBuffer out = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        out.put(NtlmChallenge.SIGNATURE)
                .putInt(1)
                .putInt(NtlmFlags.WANTED)
                .putLong(0)
                .putLong(0)
                .put(version());
        negotiate = out.array();
        return negotiate.clone();
    }

    /**
     * The last message, {@code AUTHENTICATE_MESSAGE}.
     *
     * @param challengeBytes the server's message
     * @param channelBindings MD5 of the channel bindings of the TLS connection, or null without TLS
     * @throws IOException when the server's message is none that this client can answer
     */
    public byte[] authenticate(byte[] challengeBytes, byte @Nullable [] channelBindings) throws IOException {
        NtlmChallenge challenge = NtlmChallenge.read(challengeBytes);
        int flags = challenge.flags() & NtlmFlags.WANTED;
        AttributePairs target = challenge.target();
        if (channelBindings != null) {
            target.with(AttributePairs.CHANNEL_BINDINGS, channelBindings);
        }
        byte[] time = target.get(AttributePairs.TIMESTAMP);
        boolean signed = time != null && time.length == Long.BYTES;
        if (signed) {
            target.with(AttributePairs.FLAGS, new byte[] {AttributePairs.MIC_PROVIDED, 0, 0, 0});
        }
        NtlmResponse response = NtlmResponse.of(
                NtlmKeys.ofPassword(user, domain, password),
                challenge.challenge(),
                random(8),
                signed ? ByteBuffer.wrap(time).order(ByteOrder.LITTLE_ENDIAN).getLong() : now(),
                target);
        byte[] key = response.sessionBaseKey();
        byte[] encryptedKey = {};
        if ((flags & NtlmFlags.KEY_EXCHANGE) != 0) {
            byte[] exported = random(16);
            encryptedKey = NtlmKeys.rc4(key).update(exported);
            key = exported;
        }
        if ((flags & NtlmFlags.FOR_SEALING) == NtlmFlags.FOR_SEALING) {
            session = new NtlmSession(key, flags, NtlmSession.Side.CLIENT);
        }
        byte[] message = message(response.bytes(), encryptedKey, flags);
        if (signed) {
            byte[] mic = NtlmKeys.hmac(key, negotiate, challengeBytes, message);
            System.arraycopy(mic, 0, message, MIC_AT, MIC_LENGTH);
        }
        return message;
    }

    private byte[] message(byte[] response, byte[] encryptedKey, int flags) {
        // The response of LAN Manager is left out by sending zeros; the workstation's name says nothing that is needed.
        byte[][] payload = {
            NtlmKeys.utf16(domain), NtlmKeys.utf16(user), {}, new byte[NO_LM_RESPONSE], response, encryptedKey
        };
        int length = FIXED_AUTHENTICATE;
        int[] offsets = new int[payload.length];
        for (int i = 0; i < payload.length; i++) {
            offsets[i] = length;
            length += payload[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(NtlmChallenge.SIGNATURE).putInt(3);
        for (int field : new int[] {3, 4, 0, 1, 2, 5}) {
            short size = (short) payload[field].length;
            out.putShort(size).putShort(size).putInt(offsets[field]);
        }
        out.putInt(flags).put(version()).put(new byte[MIC_LENGTH]);
        for (byte[] part : payload) {
            out.put(part);
        }
        return out.array();
    }

    /**
     * Encrypts what follows.
     *
     * @throws IOException when the server did not agree to encryption
     */
    public NtlmSession session() throws IOException {
        NtlmSession result = session;
        if (result == null) {
            throw new IOException("The server does not agree to NTLM's encryption with 128 bits, without which nothing"
                    + " is sent over HTTP. Use HTTPS (winrm_use_ssl).");
        }
        return result;
    }

    /** The version of Windows that this client acts like: 10.0, NTLM revision 15. */
    static byte[] version() {
        return new byte[] {10, 0, 0x61, 0x4a, 0, 0, 0, 15};
    }

    private static long now() {
        Instant now = Instant.now();
        return (now.getEpochSecond() + SECONDS_1601_TO_1970) * 10_000_000L + now.getNano() / 100;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
