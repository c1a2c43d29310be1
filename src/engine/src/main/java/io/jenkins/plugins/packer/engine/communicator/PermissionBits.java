package io.jenkins.plugins.packer.engine.communicator;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Permissions of files as the nine bits that machines, and archives, know them by. */
public final class PermissionBits {
    private PermissionBits() {}

    /** From the owner's read bit, 0400, down to the others' execute bit, 0001. */
    public static int of(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : permissions) {
            // The constants are declared in that order.
            mode |= 0400 >> permission.ordinal();
        }
        return mode;
    }
}
