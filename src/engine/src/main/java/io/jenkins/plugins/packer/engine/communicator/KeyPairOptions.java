package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options for the key pair that a builder makes for one build and puts on the machine; a group of the builders that do
 * so. Named and defaulted as in Packer (packer-plugin-sdk, {@code communicator/config.go}).
 */
public record KeyPairOptions(
        @Nullable
        @Option(
                doc = "Name of a key pair that the platform knows and the machine gets, in place of a temporary one;"
                        + " needs ssh_private_key_file or ssh_agent_auth.")
        String sshKeypairName,

        @Nullable @Option(doc = "Name of the temporary key pair; by default packer_ and a UUID.")
        String temporaryKeyPairName,

        @Option(doc = "Type of the temporary key pair: rsa, ecdsa or ed25519.", defaultValue = "rsa")
        String temporaryKeyPairType,

        @Option(
                doc = "Size of the temporary key: for rsa 1024 or more, by default 4096; for ecdsa 256, 384 or 521, by"
                        + " default 521; ed25519 has one size.",
                defaultValue = "0")
        int temporaryKeyPairBits,

        @Option(
                doc = "Removes the temporary key from ~/.ssh/authorized_keys and /root/.ssh/authorized_keys of the"
                        + " machine in the end; needs sed there.",
                defaultValue = "false")
        boolean sshClearAuthorizedKeys) {

    /** Nothing given. */
    public static KeyPairOptions none() {
        return new KeyPairOptions(null, null, "rsa", 0, false);
    }

    /**
     * Reports what cannot be made.
     *
     * @param ssh options of the communicator beside these
     */
    public void check(SshOptions ssh, ConfigurationCheck check) {
        switch (temporaryKeyPairType) {
            case "ed25519" -> {}
            case "rsa" -> {
                if (temporaryKeyPairBits != 0 && temporaryKeyPairBits < 1024) {
                    bits(check, "an rsa key has 1024 bits or more");
                }
            }
            case "ecdsa" -> {
                if (!List.of(0, 256, 384, 521).contains(temporaryKeyPairBits)) {
                    bits(check, "an ecdsa key has 256, 384 or 521 bits");
                }
            }
            case "dsa" ->
                check.error(
                        "temporary_key_pair_type",
                        "Unsupported key type",
                        "dsa keys are not made any more: OpenSSH refuses them since version 7. Use ed25519, ecdsa or"
                                + " rsa.");
            default ->
                check.error(
                        "temporary_key_pair_type",
                        "Unknown key type",
                        "There is no key type \"" + temporaryKeyPairType + "\"; it is rsa (the default), ecdsa or"
                                + " ed25519.");
        }
        boolean own = isGiven(check, "ssh_private_key_file", ssh.sshPrivateKeyFile()) || ssh.sshAgentAuth();
        if (sshKeypairName != null && !sshKeypairName.isEmpty() && !own && !check.isUnknown("ssh_agent_auth")) {
            check.error(
                    "ssh_keypair_name",
                    "Missing private key",
                    "ssh_keypair_name names a key pair that exists; ssh_private_key_file or ssh_agent_auth must give"
                            + " its private key.");
        }
    }

    private void bits(ConfigurationCheck check, String rule) {
        check.error(
                "temporary_key_pair_bits",
                "Impossible key size",
                "temporary_key_pair_bits is " + temporaryKeyPairBits + ", but " + rule + ".");
    }

    private static boolean isGiven(ConfigurationCheck check, String option, @Nullable String value) {
        return value != null && !value.isEmpty() || check.isUnknown(option);
    }
}
