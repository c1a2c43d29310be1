package io.jenkins.plugins.packer.components.ansible;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a file as version 3 of SFTP sends them (draft-ietf-secsh-filexfer-02, section 5). What is not sent is
 * null.
 *
 * @param size in bytes
 * @param owner number of the user; comes with the group's
 * @param group number of the group
 * @param mode type and permissions
 * @param accessed seconds since 1970; comes with the other time
 * @param modified seconds since 1970
 */
record SftpAttributes(
        @Nullable Long size,
        @Nullable Long owner,
        @Nullable Long group,
        @Nullable Integer mode,
        @Nullable Long accessed,
        @Nullable Long modified) {
    private static final int SIZE = 1;
    private static final int OWNERS = 2;
    private static final int PERMISSIONS = 4;
    private static final int TIMES = 8;
    private static final int EXTENDED = 0x80000000;
    private static final int PERMISSION_BITS = 07777;

    static SftpAttributes of(FileFacts facts) {
        return new SftpAttributes(
                facts.size(), facts.owner(), facts.group(), facts.mode(), facts.accessed(), facts.modified());
    }

    static SftpAttributes ofSize(long size, @Nullable Integer mode) {
        return new SftpAttributes(size, null, null, mode, null, null);
    }

    static SftpAttributes read(DataInputStream in) throws IOException {
        int flags = in.readInt();
        Long size = (flags & SIZE) == 0 ? null : (Long) in.readLong();
        Long owner = null;
        Long group = null;
        if ((flags & OWNERS) != 0) {
            owner = in.readInt() & 0xffffffffL;
            group = in.readInt() & 0xffffffffL;
        }
        Integer mode = (flags & PERMISSIONS) == 0 ? null : (Integer) in.readInt();
        Long accessed = null;
        Long modified = null;
        if ((flags & TIMES) != 0) {
            accessed = in.readInt() & 0xffffffffL;
            modified = in.readInt() & 0xffffffffL;
        }
        if ((flags & EXTENDED) != 0) {
            for (int pairs = in.readInt(); pairs > 0; pairs--) {
                SftpPacket.readBytes(in);
                SftpPacket.readBytes(in);
            }
        }
        return new SftpAttributes(size, owner, group, mode, accessed, modified);
    }

    void write(DataOutputStream out) throws IOException {
        boolean owners = owner != null && group != null;
        boolean times = accessed != null && modified != null;
        out.writeInt((size == null ? 0 : SIZE)
                | (owners ? OWNERS : 0)
                | (mode == null ? 0 : PERMISSIONS)
                | (times ? TIMES : 0));
        if (size != null) {
            out.writeLong(size);
        }
        if (owners) {
            out.writeInt(owner.intValue());
            out.writeInt(group.intValue());
        }
        if (mode != null) {
            out.writeInt(mode);
        }
        if (times) {
            out.writeInt(accessed.intValue());
            out.writeInt(modified.intValue());
        }
    }

    /** The permission bits, or -1 where there are none. */
    int permissions() {
        return mode == null ? -1 : mode & PERMISSION_BITS;
    }
}
