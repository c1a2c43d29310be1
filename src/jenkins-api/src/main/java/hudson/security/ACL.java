package hudson.security;

import org.springframework.security.core.Authentication;

/** Signatures of {@code hudson.security.ACL}, jenkins-core 2.528.3. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = null;

    public static ACLContext as2(Authentication auth) {
        throw new UnsupportedOperationException();
    }

    ACL() {}
}
