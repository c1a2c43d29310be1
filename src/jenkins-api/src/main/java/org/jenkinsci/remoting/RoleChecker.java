package org.jenkinsci.remoting;

import java.util.Collection;

/** Signatures of {@code org.jenkinsci.remoting.RoleChecker}, remoting 3327.v868139a_d00e0. */
public abstract class RoleChecker {
    public abstract void check(RoleSensitive subject, Collection<Role> expected) throws SecurityException;

    public void check(RoleSensitive subject, Role expected) throws SecurityException {
        throw new UnsupportedOperationException();
    }

    public void check(RoleSensitive subject, Role... expected) throws SecurityException {
        throw new UnsupportedOperationException();
    }
}
