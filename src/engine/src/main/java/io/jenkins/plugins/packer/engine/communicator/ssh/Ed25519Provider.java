package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Lets Apache MINA SSHD use the JDK's own Ed25519, which it would take from a further library otherwise. */
final class Ed25519Provider extends AbstractSecurityProviderRegistrar {
    private static final String NAME = "SunEC";

    private Ed25519Provider() {
        super(NAME);
    }

    /** Makes it known; a second time does nothing. */
    static void register() {
        SecurityUtils.registerSecurityProvider(new Ed25519Provider());
    }

    @Override
    public boolean isSupported() {
        return getSecurityProvider() != null;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(NAME);
    }

    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new Ed25519Keys());
    }
}
