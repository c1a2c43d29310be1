package org.jenkinsci.remoting;

/** Signatures of {@code org.jenkinsci.remoting.RoleSensitive}, remoting 3327.v868139a_d00e0. */
public interface RoleSensitive {
    void checkRoles(RoleChecker checker) throws SecurityException;
}
