package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are those of RFC 1320, appendix A.5, and of MS-NLMP, sections 4.2.1 and 4.2.4. */
class NtlmTest {
    private static final byte[] SERVER_CHALLENGE = bytes("0123456789abcdef");
    private static final byte[] CLIENT_CHALLENGE = bytes("aaaaaaaaaaaaaaaa");
    private static final byte[] SESSION_KEY = bytes("55555555555555555555555555555555");
    private static final int FLAGS = 0xe28a8233;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
        "a, bde52cb31de33e46245e05fbdbd6fb24",
        "abc, a448017aaf21d8525fc10ae87aa6729d",
        "message digest, d9130a8164549fe818874806e1c7014b",
        "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, 043f8582f241db351ce627e153e7f0e4",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
                + " e33b4ddc9c38f2199c3e7b164fcc0536"
    })
    void md4IsThatOfTheRfc(String message, String digest) {
        assertThat(hex(Md4.digest(message.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(digest);
    }

    @Test
    void thePasswordsKeyIsThatOfTheSpecification() {
        assertThat(hex(NtlmKeys.ofPassword("User", "Domain", "Password")))
                .isEqualTo("0c868a403bfd7a93a3001ef22ef02e3f");
    }

    @Test
    void theResponseAndItsKeyAreThoseOfTheSpecification() throws Exception {
        AttributePairs target = new AttributePairs()
                .with(AttributePairs.DOMAIN, NtlmKeys.utf16("Domain"))
                .with(AttributePairs.COMPUTER, NtlmKeys.utf16("Server"));
        assertThat(hex(target.bytes()))
                .isEqualTo("02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000");
        NtlmResponse response = NtlmResponse.of(
                NtlmKeys.ofPassword("User", "Domain", "Password"), SERVER_CHALLENGE, CLIENT_CHALLENGE, 0, target);
        assertThat(hex(Arrays.copyOf(response.bytes(), NtlmResponse.PROOF_LENGTH)))
                .isEqualTo("68cd0ab851e51c96aabc927bebef6a1c");
        assertThat(hex(response.sessionBaseKey())).isEqualTo("8de40ccadbc14a82f15cb0ad0de95ca3");
        assertThat(hex(NtlmKeys.rc4(response.sessionBaseKey()).update(SESSION_KEY)))
                .isEqualTo("c5dad2544fc9799094ce1ce90bc9d03e");
    }

    @Test
    void theKeysOfASessionAreThoseOfTheSpecification() {
        assertThat(hex(NtlmKeys.signing(SESSION_KEY, NtlmSession.Side.CLIENT)))
                .isEqualTo("4788dc861b4782f35d43fd98fe1a2d39");
        assertThat(hex(NtlmKeys.sealing(SESSION_KEY, NtlmSession.Side.CLIENT)))
                .isEqualTo("59f600973cc4960a25480a7c196e4c58");
    }

    @Test
    void aSealedMessageIsThatOfTheSpecification() {
        NtlmSession client = new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.CLIENT);
        assertThat(hex(client.seal(NtlmKeys.utf16("Plaintext"))))
                .isEqualTo("010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f");
    }

    @Test
    void theChallengeOfTheSpecificationIsRead() throws Exception {
        NtlmChallenge challenge = NtlmChallenge.read(bytes("4e544c4d53535000020000000c000c003800000033828ae2"
                + "0123456789abcdef0000000000000000240024004400000006007017" + "0000000f530065007200760065007200"
                + "02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000"));
        assertThat(challenge.flags()).isEqualTo(FLAGS);
        assertThat(challenge.challenge()).isEqualTo(SERVER_CHALLENGE);
        assertThat(challenge.target().get(AttributePairs.COMPUTER)).isEqualTo(NtlmKeys.utf16("Server"));
    }

    @Test
    void bothSidesReadEachOtherInOrder() throws Exception {
        NtlmSession client = new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.CLIENT);
        NtlmSession server = new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.SERVER);
        for (String text : new String[] {"one", "", "three, which is longer"}) {
            byte[] message = text.getBytes(StandardCharsets.UTF_8);
            assertThat(server.unseal(client.seal(message))).isEqualTo(message);
            assertThat(client.unseal(server.seal(message))).isEqualTo(message);
        }
    }

    @Test
    void aMessageThatWasChangedOrIsNotTheNextIsRefused() throws Exception {
        NtlmSession client = new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.CLIENT);
        byte[] first = client.seal(new byte[] {1, 2, 3});
        byte[] second = client.seal(new byte[] {4, 5, 6});
        first[NtlmSession.SIGNATURE] ^= 1;
        assertThatThrownBy(() -> new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.SERVER).unseal(first))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("signature");
        assertThatThrownBy(() -> new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.SERVER).unseal(second))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new NtlmSession(SESSION_KEY, FLAGS, NtlmSession.Side.SERVER).unseal(new byte[3]))
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @CsvSource({"''", "4e544c4d53535000", "00", "4e544c4d5353500003000000"})
    void whatIsNoChallengeIsRefused(String hex) {
        byte[] message = Arrays.copyOf(bytes(hex), Math.max(hex.length() / 2, 60));
        assertThatThrownBy(() -> NtlmChallenge.read(message)).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatDoesNotAgreeToEncryptionIsToldSo() throws Exception {
        NtlmLogin login = new NtlmLogin("MACHINE\\user", "secret");
        login.negotiate();
        byte[] challenge = new NtlmChallenge(FLAGS & ~NtlmFlags.SEAL, SERVER_CHALLENGE, new AttributePairs()).bytes();
        login.authenticate(challenge, null);
        assertThatThrownBy(login::session).hasMessageContaining("winrm_use_ssl");
    }
}
