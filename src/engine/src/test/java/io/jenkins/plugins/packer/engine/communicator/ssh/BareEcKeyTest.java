package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without their public half. */
class BareEcKeyTest {
    /** As many as leave no doubt that both signs of the second coordinate are among them. */
    private static final int KEYS = 8;

    /** Of {@code openssl ec -no_public}; the public key beside it is {@code ssh-keygen -y}'s. */
    private static final String OLDER_FORMAT = """
            -----BEGIN EC PRIVATE KEY-----
            MDECAQEEIHdCSEZgtBP8RwykDrIFDKVRXkknmKNBPw9uRBXrPBCYoAoGCCqGSM49
            AwEH
            -----END EC PRIVATE KEY-----
            """;

    private static final String ITS_PUBLIC_KEY =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAS7RihhuP7Zlqw8it7jv0t/VIVf4b/4B1gT7I4p"
                    + "CAqAl0H1ZoWELUTNmJk6mEeBjOcY7EKaiyfDb87XFl277Fc=";

    private static String pem(byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void thePublicKeyIsWorkedOutWhereAKeyInPkcs8LeavesItOut(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        for (int i = 0; i < KEYS; i++) {
            KeyPair pair = generator.generateKeyPair();
            // Java itself writes no public key.
            KeyPair read = KeyFiles.parse(pem(pair.getPrivate().getEncoded()), "key");
            assertThat(read.getPublic()).isEqualTo(pair.getPublic());
            assertThat(read.getPrivate()).isEqualTo(pair.getPrivate());
        }
    }

    @Test
    void soItIsInTheOlderFormat() throws Exception {
        assertThat(PublicKeyEntry.toString(KeyFiles.parse(OLDER_FORMAT, "key").getPublic()))
                .isEqualTo(ITS_PUBLIC_KEY);
    }

    @Test
    void aCurveThatSshDoesNotKnowIsNamed() {
        String koblitz = """
                -----BEGIN EC PRIVATE KEY-----
                MC4CAQEEIHdCSEZgtBP8RwykDrIFDKVRXkknmKNBPw9uRBXrPBCYoAcGBSuBBAAK
                -----END EC PRIVATE KEY-----
                """;
        assertThatThrownBy(() -> KeyFiles.parse(koblitz, "key"))
                .isInstanceOf(KeyFiles.UnusableKeyException.class)
                .hasMessage("Failed to read key 'key': Unknown curve OID: [1, 3, 132, 0, 10]");
    }
}
