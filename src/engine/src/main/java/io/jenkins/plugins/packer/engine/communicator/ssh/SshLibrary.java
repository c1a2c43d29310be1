package io.jenkins.plugins.packer.engine.communicator.ssh;

import org.apache.sshd.common.util.security.SecurityUtils;
import org.slf4j.LoggerFactory;

/**
 * Readies Apache MINA SSHD for this program, before anything else of it is used. Left to itself the library looks through
 * the class path for what is known not to be there, a log and other providers of cryptography, and opens every file of it; and
 * it tries out how large the groups are that Java can make keys of, which are the largest that SSH has (JDK-8072452).
 */
public final class SshLibrary {
    private SshLibrary() {}

    /**
     * Makes it ready; a second time does nothing. Whoever uses the library calls this first, and so waits where
     * {@link SshWarmUp} is at it.
     */
    public static void prepare() {
        if (!Once.READY) {
            throw new IllegalStateException("the SSH library is not ready");
        }
    }

    /** Java runs a class's initializer once, whichever thread comes first. */
    private static final class Once {
        static final boolean READY = prepare();

        private static boolean prepare() {
            with(
                    "slf4j.internal.verbosity",
                    "WARN",
                    () -> with("slf4j.provider", "org.slf4j.nop.NOPServiceProvider", LoggerFactory::getILoggerFactory));
            with(SecurityUtils.SECURITY_PROVIDER_REGISTRARS, "none", SecurityUtils::isBouncyCastleRegistered);
            if (System.getProperty(SecurityUtils.MAX_DHGEX_KEY_SIZE_PROP) == null) {
                SecurityUtils.setMaxDHGroupExchangeKeySize(SecurityUtils.MAX_DHGEX_KEY_SIZE);
            }
            Ed25519Provider.register();
            if (Thread.currentThread() instanceof SshWarmUp) {
                SshWarmUp.library();
            }
            return true;
        }

        /** Does something while a system property has a value, unless the user gave it another one. */
        private static void with(String property, String value, Runnable work) {
            if (System.getProperty(property) != null) {
                work.run();
                return;
            }
            System.setProperty(property, value);
            try {
                work.run();
            } finally {
                System.clearProperty(property);
            }
        }
    }
}
