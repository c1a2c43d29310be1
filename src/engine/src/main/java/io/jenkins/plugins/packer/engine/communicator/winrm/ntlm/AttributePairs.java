package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server of NTLM tells about itself, and a client about the login: {@code AV_PAIR}s (MS-NLMP, section 2.2.2.1). */
public final class AttributePairs {
    /** The server's NetBIOS name. */
    public static final int COMPUTER = 1;

    /** The NetBIOS name of the server's domain. */
    public static final int DOMAIN = 2;

    /** Bits; {@link #MIC_PROVIDED} is the one that is used here. */
    public static final int FLAGS = 6;

    /** The server's time: 100 nanoseconds since 1601. */
    public static final int TIMESTAMP = 7;

    /** MD5 of what ties the login to its TLS connection. */
    public static final int CHANNEL_BINDINGS = 10;

    /** The client's last message carries a code over all three of them. */
    public static final int MIC_PROVIDED = 2;

    private static final int END = 0;
    private static final int HEADER = 4;

    private final Map<Integer, byte[]> values = new LinkedHashMap<>();

    /** Reads pairs up to the one that ends them. */
    public static AttributePairs read(byte[] bytes) throws IOException {
        AttributePairs pairs = new AttributePairs();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (in.remaining() >= HEADER) {
                int id = in.getShort();
                byte[] value = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(value);
                if (id == END) {
                    break;
                }
                pairs.values.put(id, value);
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("The NTLM challenge is cut off.", e);
        }
        return pairs;
    }

    public byte @Nullable [] get(int id) {
        byte[] value = values.get(id);
        return value == null ? null : value.clone();
    }

    public AttributePairs with(int id, byte[] value) {
        values.put(id, value.clone());
        return this;
    }

    /** The pairs and the one that ends them. */
    public byte[] bytes() {
        int length = HEADER;
        for (byte[] value : values.values()) {
            length += HEADER + value.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach((id, value) ->
                out.putShort(id.shortValue()).putShort((short) value.length).put(value));
        return out.array();
    }
}
