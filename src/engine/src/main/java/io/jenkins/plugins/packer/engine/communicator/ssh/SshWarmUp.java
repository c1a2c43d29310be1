package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Does once, to no effect, what the first login does: loading the library and running the arithmetic of curves in an
 * interpreter take half of the time of a short build. On threads of their own they are done while the template is read.
 *
 * <p>Two threads that initialise classes which need each other can wait for each other for ever. So nobody else comes to the
 * library meanwhile: this thread has the library made ready ({@link SshLibrary#prepare}), for which others wait, and leaves
 * the library alone where another one was first. The arithmetic, and what it needs, is Java's own, and has a further thread:
 * whoever has read the template waits for the library.
 */
public final class SshWarmUp extends Thread {
    private static final int AES_128 = 16;
    private static final int TAG_BITS = 128;

    /** Not started yet; a run does not wait for its end. */
    public SshWarmUp() {
        super("packer-ssh-warm-up");
        setDaemon(true);
    }

    @Override
    public void run() {
        Thread arithmetic = new Thread(SshWarmUp::arithmetic, "packer-ssh-arithmetic");
        arithmetic.setDaemon(true);
        arithmetic.start();
        try {
            SshLibrary.prepare();
        } catch (LinkageError e) {
            // A program without the library, which agents get where the template needs it.
            return;
        }
    }

    /** What reads keys, and a client: for the one that makes the library ready. */
    static void library() {
        SecurityUtils.getKeyPairResourceParser();
        Link nowhere = new Link(
                new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(), () -> {}, SshClients.NOWHERE);
        SshClients.make(new SshLogin("", "", List.of(), null, null), nowhere).close(true);
    }

    private static void arithmetic() {
        try {
            logIn();
        } catch (GeneralSecurityException e) {
            // A Java without one of them: connecting tells what is missing, if anything that is needed.
            return;
        }
    }

    /** The key exchange, the host's signature and the user's, and the cipher that are usual. */
    private static void logIn() throws GeneralSecurityException {
        // The first cipher of a process makes Java look through the class path.
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(pair.getPublic(), true);
        byte[] secret = agreement.generateSecret();
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        KeyPair signing = keys.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signing.getPrivate());
        signature.update(secret);
        byte[] signed = signature.sign();
        signature.initVerify(signing.getPublic());
        signature.update(secret);
        signature.verify(signed);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(secret, 0, AES_128, "AES"),
                new GCMParameterSpec(TAG_BITS, new byte[12]));
        cipher.doFinal(secret);
    }
}
