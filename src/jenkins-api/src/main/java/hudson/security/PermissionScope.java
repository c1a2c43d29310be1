package hudson.security;

/** Signatures of {@code hudson.security.PermissionScope}, jenkins-core 2.528.3. */
public final class PermissionScope {
    PermissionScope() {}
}
