package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's message of a login, {@code CHALLENGE_MESSAGE} (MS-NLMP, section 2.2.1.2).
 *
 * @param flags what the server agrees to
 * @param challenge its 8 random bytes
 * @param target what it tells about itself
 */
public record NtlmChallenge(int flags, byte[] challenge, AttributePairs target) {
    /** What every message of NTLM starts with. */
    static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

    private static final int TYPE = 2;
    private static final int FIXED = 56;
    private static final int SHORTEST = 48;
    private static final int TARGET_INFO_AT = 40;

    /** Reads the message. */
    public static NtlmChallenge read(byte[] bytes) throws IOException {
        if (bytes.length < SHORTEST || !Arrays.equals(SIGNATURE, Arrays.copyOf(bytes, SIGNATURE.length))) {
            throw new IOException("The server's answer to NTLM is none: " + bytes.length + " bytes.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int type = in.getInt(8);
        if (type != TYPE) {
            throw new IOException("The server's answer to NTLM is of type " + type + " instead of " + TYPE + ".");
        }
        byte[] challenge = Arrays.copyOfRange(bytes, 24, 32);
        int length = Short.toUnsignedInt(in.getShort(TARGET_INFO_AT));
        int offset = in.getInt(TARGET_INFO_AT + 4);
        if (offset < 0 || offset > bytes.length - length) {
            throw new IOException("The NTLM challenge is cut off.");
        }
        byte[] target = Arrays.copyOfRange(bytes, offset, offset + length);
        return new NtlmChallenge(in.getInt(20), challenge, AttributePairs.read(target));
    }

    /** Writes the message, as a server does. */
    public byte[] bytes() {
        byte[] pairs = target.bytes();
        ByteBuffer out = ByteBuffer.allocate(FIXED + pairs.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(SIGNATURE).putInt(TYPE);
        out.putShort((short) 0).putShort((short) 0).putInt(FIXED);
        out.putInt(flags).put(challenge).putLong(0);
        out.putShort((short) pairs.length).putShort((short) pairs.length).putInt(FIXED);
        out.put(NtlmLogin.version()).put(pairs);
        return out.array();
    }
}
