package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RsaDecryptionTest {
    private static final int PKCS8_HEADER = 26;

    private static KeyPair pair;
    private static String pem;
    private static String ciphertext;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        pem = pem(pair);
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        ciphertext = Base64.getEncoder().encodeToString(cipher.doFinal("héllo".getBytes(StandardCharsets.UTF_8)));
    }

    /** The key of PKCS #1 is what stands after the header of PKCS #8. */
    private static String pem(KeyPair keys) {
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length);
        return "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----\n";
    }

    @Test
    void aTextThatWasEncryptedForTheKeyIsDecrypted() {
        assertThat(RsaDecryption.decrypt(ciphertext, pem)).isEqualTo("héllo");
    }

    @Test
    void whatIsNotBase64IsRefused() {
        assertThatThrownBy(() -> RsaDecryption.decrypt("?", pem))
                .isInstanceOf(FunctionException.class)
                .hasMessage("failed to decode input: cipher text must be base64-encoded");
    }

    @Test
    void aKeyThatIsNoPemIsRefused() {
        assertThatThrownBy(() -> RsaDecryption.decrypt(ciphertext, "key"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("failed to parse key: no key found");
    }

    @Test
    void aKeyWithAPasswordIsRefused() {
        String encrypted = pem.replace("KEY-----\nMII", "KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII");
        assertThatThrownBy(() -> RsaDecryption.decrypt(ciphertext, encrypted))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("password protected keys are not supported");
    }

    @Test
    void whatIsNotForTheKeyIsRefused() {
        String other = Base64.getEncoder().encodeToString(new byte[256]);
        assertThatThrownBy(() -> RsaDecryption.decrypt(other, pem))
                .isInstanceOf(FunctionException.class)
                .hasMessageStartingWith("failed to decrypt");
    }
}
