package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsPasswordTest {
    /** Bytes of a 2048-bit PKCS#8 key before the PKCS#1 key in it. */
    private static final int PKCS8_HEADER = 26;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isOpenedWithTheKeyAsEc2AndAsOpenSslWriteIt(boolean pkcs1) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        String encrypted = Base64.getEncoder().encodeToString(cipher.doFinal("p4ss,w0rd".getBytes()));
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] der = pkcs1 ? Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length) : pkcs8;
        String what = pkcs1 ? "RSA PRIVATE KEY" : "PRIVATE KEY";
        String pem = "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + what + "-----\n";
        assertThat(WindowsPassword.decrypt(encrypted, pem)).isEqualTo("p4ss,w0rd");
    }
}
