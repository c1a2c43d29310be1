package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.net.InetSocketAddress;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes the library's clients, one for each connection, with nothing read from the user's own SSH configuration. */
final class SshClients {
    /**
     * The client's transport has its link already and connects to nowhere. Not a name: the library would ask the name
     * server for it.
     */
    static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("0.0.0.0", 22);

    /** What servers are told; the library's own name stands in a file that it looks for in the whole class path. */
    private static final String IDENTIFICATION = "packer";

    /**
     * What is offered where the template names nothing, the library's own in another order. As in Packer AES in Galois
     * mode comes first: it is the one cipher that processors have instructions for and that needs no code besides to
     * protect its packets.
     */
    private static final List<BuiltinCiphers> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256ctr,
            BuiltinCiphers.aes128cbc,
            BuiltinCiphers.aes192cbc,
            BuiltinCiphers.aes256cbc);

    /** The library's own, and the last of Packer's, which is all that old network gear has. */
    private static final List<BuiltinDHFactories> KEY_EXCHANGES = Stream.concat(
                    ClientBuilder.DEFAULT_KEX_PREFERENCE.stream(), Stream.of(BuiltinDHFactories.dhg14))
            .toList();

    /** A slow disk may keep the far side from reading for long; silence has an option of its own. */
    private static final Duration LONG = Duration.ofDays(30);

    private SshClients() {}

    static SshClient create(SshLogin login, Link link) {
        SshLibrary.prepare();
        return make(login, link);
    }

    /** The same, for whoever is making the library ready. */
    static SshClient make(SshLogin login, Link link) {
        SshClient client = ClientBuilder.builder()
                // As Packer's: a machine that was just made has a host key that nobody knows yet.
                .serverKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .cipherFactories(ciphers())
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(true, KEY_EXCHANGES, ClientBuilder.DH2KEX))
                .build();
        client.setIoServiceFactoryFactory(new LinkServicesFactory(link));
        client.setRandomFactory(DrawnRandom::new);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE));
        if (login.agent() != null) {
            client.setAgentFactory(new AgentAccess(login.agent()));
        }
        client.setUserInteraction(
                login.questions() == null ? new PasswordAnswers(login.password()) : login.questions());
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, IDENTIFICATION);
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, LONG);
        CoreModuleProperties.WINDOW_TIMEOUT.set(client, Duration.ZERO);
        return client;
    }

    private static List<NamedFactory<Cipher>> ciphers() {
        // Java's own way to tell how long keys may be loads a security manager, and all packages of all modules for it.
        boolean any = "unlimited".equals(Security.getProperty("crypto.policy"));
        List<NamedFactory<Cipher>> known = new ArrayList<>();
        for (BuiltinCiphers cipher : CIPHERS) {
            if (any || cipher.isSupported()) {
                known.add(cipher);
            }
        }
        return known;
    }

    /** Offers these algorithms only, in this order; an empty list leaves the usual ones. */
    static void algorithms(SshClient client, List<String> ciphers, List<String> keyExchanges) {
        if (!ciphers.isEmpty()) {
            List<NamedFactory<Cipher>> chosen =
                    new ArrayList<>(BuiltinCiphers.parseCiphersList(ciphers).getParsedFactories());
            client.setCipherFactories(chosen);
        }
        if (!keyExchanges.isEmpty()) {
            List<KeyExchangeFactory> chosen = NamedFactory.setUpTransformedFactories(
                    true,
                    BuiltinDHFactories.parseDHFactoriesList(keyExchanges).getParsedFactories(),
                    ClientBuilder.DH2KEX);
            client.setKeyExchangeFactories(chosen);
        }
    }

    /** Answers every question with the password, as Packer does. */
    private record PasswordAnswers(String password) implements UserInteraction {
        @Override
        public boolean isInteractionAllowed(ClientSession session) {
            return !password.isEmpty();
        }

        @Override
        public String[] interactive(
                ClientSession session, String name, String instruction, String lang, String[] prompts, boolean[] echo) {
            String[] answers = new String[prompts.length];
            java.util.Arrays.fill(answers, password);
            return answers;
        }

        @Override
        public @org.jspecify.annotations.Nullable String getUpdatedPassword(
                ClientSession session, String prompt, String lang) {
            return null;
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "the password";
        }
    }
}
