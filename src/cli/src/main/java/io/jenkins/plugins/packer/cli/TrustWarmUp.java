package io.jenkins.plugins.packer.cli;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads the certificates that Java trusts, for which the first client of a service by HTTPS would wait a tenth of a second. Java
 * keeps them as long as nothing else needs the memory.
 */
final class TrustWarmUp extends Thread {
    /** Not started yet; a run does not wait for its end. */
    TrustWarmUp() {
        super("packer-trust-warm-up");
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
                    .init((KeyStore) null);
        } catch (GeneralSecurityException e) {
            // Whoever connects says what is wrong with them.
            return;
        }
    }
}
