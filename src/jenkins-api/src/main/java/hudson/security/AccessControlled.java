package hudson.security;

import org.springframework.security.access.AccessDeniedException;

/** Signatures of {@code hudson.security.AccessControlled}, jenkins-core 2.528.3. */
public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) throws AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    default boolean hasPermission(Permission permission) {
        throw new UnsupportedOperationException();
    }
}
