package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An envelope that is encrypted with NTLM's session, in the form of {@code multipart/encrypted} (MS-WSMV, section
 * 2.2.9.1).
 */
public final class SealedMessage {
    /** The header of HTTP that goes with it. */
    public static final String CONTENT_TYPE =
            "multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"Encrypted Boundary\"";

    private static final String BOUNDARY = "--Encrypted Boundary";
    private static final byte[] END = (BOUNDARY + "--").getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "Length=";

    private SealedMessage() {}

    /** Whether content of this type is encrypted. */
    public static boolean is(String contentType) {
        return contentType.startsWith("multipart/encrypted");
    }

    /** Encrypts an envelope. */
    public static byte[] seal(byte[] envelope, NtlmSession session) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(envelope.length + 512);
        out.writeBytes(ascii(BOUNDARY + "\r\n"
                + "\tContent-Type: application/HTTP-SPNEGO-session-encrypted\r\n"
                + "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=" + envelope.length + "\r\n"
                + BOUNDARY + "\r\n"
                + "\tContent-Type: application/octet-stream\r\n"));
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(NtlmSession.SIGNATURE)
                .array());
        out.writeBytes(session.seal(envelope));
        out.writeBytes(END);
        out.writeBytes(ascii("\r\n"));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Decrypts an envelope.
     *
     * @throws IOException when it is malformed, or was changed on its way
     */
    public static byte[] unseal(byte[] message, NtlmSession session) throws IOException {
        // Latin 1 keeps every byte as one character, so that places in the text are places in the bytes.
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int second = text.indexOf(BOUNDARY, BOUNDARY.length());
        int length = text.indexOf(LENGTH);
        int type = text.indexOf("application/octet-stream\r\n", Math.max(second, 0));
        int end = text.lastIndexOf(BOUNDARY + "--");
        if (!text.startsWith(BOUNDARY) || second < 0 || length < 0 || length > second || type < 0 || end < type) {
            throw new IOException("the encrypted answer is not in the form that MS-WSMV describes");
        }
        int start = text.indexOf("\r\n", type) + 2;
        ByteBuffer part = ByteBuffer.wrap(message, start, end - start).order(ByteOrder.LITTLE_ENDIAN);
        if (part.remaining() < Integer.BYTES || part.getInt() != NtlmSession.SIGNATURE) {
            throw new IOException("the encrypted answer has no signature of NTLM");
        }
        byte[] envelope = session.unseal(Arrays.copyOfRange(message, part.position(), end));
        String announced = text.substring(length + LENGTH.length(), text.indexOf("\r\n", length));
        if (!announced.strip().equals(String.valueOf(envelope.length))) {
            throw new IOException("the encrypted answer announces " + announced + " bytes and has " + envelope.length);
        }
        return envelope;
    }
}
