package org.jenkinsci.remoting;

/** Signatures of {@code org.jenkinsci.remoting.Role}, remoting 3327.v868139a_d00e0. */
public final class Role {
    public Role(String name) {}

    public Role(Class<?> name) {}

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
