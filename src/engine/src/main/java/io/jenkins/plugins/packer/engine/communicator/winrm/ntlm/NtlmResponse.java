package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The answer to a server's challenge, version 2 (MS-NLMP, section 3.3.2).
 *
 * @param bytes the proof of the password and what it was made of
 * @param sessionBaseKey what the session's key comes from
 */
public record NtlmResponse(byte[] bytes, byte[] sessionBaseKey) {
    /** Length of the proof at the start of the answer. */
    public static final int PROOF_LENGTH = 16;

    private static final int VERSIONS_AND_RESERVED = 8;

    /**
     * Computes the answer.
     *
     * @param passwordKey {@link NtlmKeys#ofPassword}
     * @param serverChallenge 8 bytes of the server
     * @param clientChallenge 8 random bytes
     * @param time 100 nanoseconds since 1601
     * @param target what the server tells about itself, and what the client adds
     */
    public static NtlmResponse of(
            byte[] passwordKey, byte[] serverChallenge, byte[] clientChallenge, long time, AttributePairs target) {
        byte[] pairs = target.bytes();
        ByteBuffer blob = ByteBuffer.allocate(VERSIONS_AND_RESERVED + 8 + 8 + 4 + pairs.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 1).put((byte) 1).position(VERSIONS_AND_RESERVED);
        blob.putLong(time).put(clientChallenge).putInt(0).put(pairs);
        return of(passwordKey, serverChallenge, blob.array());
    }

    /** The answer over a blob that is there already, as a server computes it to compare. */
    public static NtlmResponse of(byte[] passwordKey, byte[] serverChallenge, byte[] blob) {
        byte[] proof = NtlmKeys.hmac(passwordKey, serverChallenge, blob);
        byte[] bytes = ByteBuffer.allocate(proof.length + blob.length)
                .put(proof)
                .put(blob)
                .array();
        return new NtlmResponse(bytes, NtlmKeys.hmac(passwordKey, proof));
    }
}
