package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Signs and encrypts the messages that follow a login, with extended session security (MS-NLMP, section 3.4). Messages
 * must be handled in the order in which they travel.
 */
public final class NtlmSession {
    /** Length of a message's signature. */
    public static final int SIGNATURE = 16;

    private static final int CHECKSUM = 8;

    /** Who speaks. */
    public enum Side {
        CLIENT,
        SERVER
    }

    private final boolean keyExchange;
    private final Direction outgoing;
    private final Direction incoming;

    /**
     * A session.
     *
     * @param key the exported session key
     * @param flags what was agreed on
     * @param self which side this is
     */
    public NtlmSession(byte[] key, int flags, Side self) {
        keyExchange = (flags & NtlmFlags.KEY_EXCHANGE) != 0;
        outgoing = new Direction(key, self);
        incoming = new Direction(key, self == Side.CLIENT ? Side.SERVER : Side.CLIENT);
    }

    /** Encrypts a message; the result is its signature and then the message. */
    public byte[] seal(byte[] message) {
        byte[] sealed = outgoing.cipher.update(message);
        byte[] signature = outgoing.signature(message);
        return ByteBuffer.allocate(SIGNATURE + message.length)
                .put(signature)
                .put(sealed == null ? new byte[0] : sealed)
                .array();
    }

    /**
     * Decrypts a message.
     *
     * @param sealed signature and message
     * @throws IOException when the signature is not that of the message, or the message is not the next one
     */
    public byte[] unseal(byte[] sealed) throws IOException {
        if (sealed.length < SIGNATURE) {
            throw new IOException("An encrypted message is cut off: it has " + sealed.length + " bytes.");
        }
        byte[] message = incoming.cipher.update(sealed, SIGNATURE, sealed.length - SIGNATURE);
        byte[] plain = message == null ? new byte[0] : message;
        if (!MessageDigest.isEqual(incoming.signature(plain), Arrays.copyOf(sealed, SIGNATURE))) {
            throw new IOException("The signature of an encrypted message is wrong: it was changed on its way, or one"
                    + " before it is missing.");
        }
        return plain;
    }

    /** The state of one way. */
    private final class Direction {
        private final Cipher cipher;
        private final byte[] signingKey;
        private int number;

        Direction(byte[] key, Side speaker) {
            cipher = NtlmKeys.rc4(NtlmKeys.sealing(key, speaker));
            signingKey = NtlmKeys.signing(key, speaker);
        }

        byte[] signature(byte[] message) {
            ByteBuffer sequence = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            sequence.putInt(number++);
            byte[] checksum = Arrays.copyOf(NtlmKeys.hmac(signingKey, sequence.array(), message), CHECKSUM);
            return ByteBuffer.allocate(SIGNATURE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(1)
                    .put(keyExchange ? cipher.update(checksum) : checksum)
                    .put(sequence.array())
                    .array();
        }
    }
}
