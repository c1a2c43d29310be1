package hudson.security;

import org.jvnet.localizer.Localizable;

/** Signatures of {@code hudson.security.Permission}, jenkins-core 2.528.3. */
public final class Permission {
    public Permission(
            PermissionGroup group,
            String name,
            Localizable description,
            Permission impliedBy,
            boolean enable,
            PermissionScope[] scopes)
            throws IllegalStateException {}

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {}

    public String getId() {
        throw new UnsupportedOperationException();
    }
}
