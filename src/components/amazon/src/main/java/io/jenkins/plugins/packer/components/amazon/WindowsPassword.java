package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * Gets the password that a Windows instance makes at its first start. It is encrypted for the key pair of the instance
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetPasswordData.html).
 */
record WindowsPassword(InstanceOptions options, BuildContext context) {
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** What a PKCS#8 key has around the PKCS#1 key of RSA: version, algorithm, and the headers of both. */
    private static final byte[] RSA_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    /** The machine with its password, where it is one that needs it. */
    Machine of(Machine machine) throws ComponentException {
        CommunicatorOptions communicator = options.communicator();
        if (!communicator.type().equals(CommunicatorOptions.WINRM)) {
            return machine;
        }
        if (!communicator.password().isEmpty()) {
            context.ui().say("Skipping waiting for password since WinRM password set...");
            return machine;
        }
        TemporaryKeyPair temporary = machine.keyPair();
        String key = temporary == null ? communicator.ssh().privateKeyText() : temporary.privateKey();
        if (key.isEmpty()) {
            throw new ComponentException(
                    "The password of the Windows instance is encrypted for its key pair, and there is no"
                            + " private key to open it: set ssh_private_key_file, or winrm_password.");
        }
        context.ui().say("Waiting for auto-generated password for instance...");
        context.ui()
                .say(
                        "It is normal for this process to take up to 15 minutes,\nbut it usually takes around 5. Please wait.");
        String encrypted = await(machine);
        String password = decrypt(encrypted, key);
        context.secrets().add(password);
        context.ui().say("Password retrieved!");
        return new Machine(
                machine.instance(), machine.resource(), machine.options(), machine.ec2(), temporary, password);
    }

    private String await(Machine machine) throws ComponentException {
        Duration limit = options.windowsPasswordTimeout();
        return machine.ec2()
                .await(
                        "the password of the instance " + machine.id(),
                        new Polling(PAUSE, limit == null || limit.isZero() ? DEFAULT_LIMIT : limit),
                        DEFAULT_LIMIT,
                        context.ui()::message,
                        () -> {
                            String data = machine.ec2()
                                    .call(
                                            "Asking for the password of the instance " + machine.id(),
                                            client ->
                                                    client.getPasswordData(request -> request.instanceId(machine.id())))
                                    .passwordData();
                            return data == null || data.isBlank() ? null : data.strip();
                        });
    }

    static String decrypt(String encrypted, String pem) throws ComponentException {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, privateKey(pem));
            return new String(cipher.doFinal(Base64.getDecoder().decode(encrypted)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ComponentException(
                    "The password of the Windows instance cannot be decrypted with the private key: " + e.getMessage()
                            + ". It must be the RSA key of the instance's key pair, without a passphrase.",
                    e);
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        boolean pkcs1 = pem.contains("BEGIN RSA PRIVATE KEY");
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs1 ? wrap(der) : der));
    }

    private static byte[] wrap(byte[] pkcs1) {
        return tagged(0x30, concatenate(RSA_ALGORITHM, tagged(0x04, pkcs1)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return concatenate(header, content);
    }

    private static byte[] concatenate(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
