package io.jenkins.plugins.packer.cli;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads the certificates that Java trusts, which the first client of a service by HTTPS would wait for: 0.1 s, a tenth of it in a
 * trained archive's classes. Java keeps what was read, as long as nothing needs the memory; no effect but that.
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
