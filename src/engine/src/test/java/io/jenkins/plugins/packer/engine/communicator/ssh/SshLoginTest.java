package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.KeyPairOptions;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.communicator.Target;
import io.jenkins.plugins.packer.engine.communicator.TemporaryKeyPair;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to log in, against a real OpenSSH server. */
class SshLoginTest extends SshFixture {

    private SshSettings passwordSettings(SshServer of, SshUser user) {
        SshSettings settings = of.settings();
        settings.privateKeyFile = null;
        settings.username = user.name;
        settings.password = user.password;
        settings.handshakeAttempts = 1;
        return settings;
    }

    @Test
    void byPassword() throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshServer passwords = another("AuthenticationMethods password");
        assertThat(run(connect(passwordSettings(passwords, user)), "whoami")).isZero();
        assertThat(output).containsExactly(user.name);
        assertThat(context.secrets().redact("it is " + user.password)).isEqualTo("it is <sensitive>");
    }

    @Test
    void byKeyboardInteractive() throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshServer questions = another(
                "UsePAM yes", "KbdInteractiveAuthentication yes", "AuthenticationMethods keyboard-interactive:pam");
        assertThat(run(connect(passwordSettings(questions, user)), "whoami")).isZero();
        assertThat(output).containsExactly(user.name);
    }

    @Test
    void aWrongPasswordIsToldWithWhatWasTried() throws Exception {
        SshUser user = closing(new SshUser(directory));
        SshSettings settings = passwordSettings(server, user);
        settings.password = "wrong-" + user.password;
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Error waiting for SSH: the SSH server at 127.0.0.1:" + server.port()
                        + " refused the user " + user.name + " with the password: ")
                .hasMessageContaining("tried 1 time, which ssh_handshake_attempts changes")
                .hasMessageNotContaining(user.password);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, 2048, PEM", "rsa, 3072, PKCS8", "rsa, 2048, RFC4716",
        "ecdsa, 256, PEM", "ecdsa, 384, PKCS8", "ecdsa, 521, RFC4716",
        "ed25519, 256, RFC4716"
    })
    void byPrivateKeyOfEveryTypeAndFormat(String type, String bits, String format) throws Exception {
        Path key = directory.resolve("id");
        SshServer.keygen("-q", "-t", type, "-b", bits, "-m", format, "-N", "", "-f", key.toString());
        server.authorize(Files.readString(directory.resolve("id.pub")));
        SshSettings settings = server.settings();
        settings.privateKeyFile = key.toString();
        settings.handshakeAttempts = 1;
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(check);
        assertThat(check.errors()).isEmpty();
        assertThat(run(connect(settings), "true")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"rsa, 2048, PEM", "rsa, 2048, PKCS8", "ed25519, 256, RFC4716"})
    void aKeyWithAPassphraseIsRefusedWithTheRemedy(String type, String bits, String format) throws Exception {
        Path key = directory.resolve("id");
        SshServer.keygen("-q", "-t", type, "-b", bits, "-m", format, "-N", "passphrase", "-f", key.toString());
        SshSettings settings = server.settings();
        settings.privateKeyFile = "id";
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(check);
        assertThat(check.errors())
                .singleElement()
                .asString()
                .startsWith("ssh_private_key_file: Unusable key: ssh_private_key_file is invalid: Failed to read key")
                .contains("password protected keys are not supported. Please decrypt the key prior to use");
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("password protected keys are not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no key at all", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"})
    void whatIsNoKeyIsNamed(String content) throws Exception {
        file("id", content);
        SshSettings settings = server.settings();
        settings.privateKeyFile = "id";
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(check);
        assertThat(check.errors())
                .singleElement()
                .asString()
                .contains("Failed to read key '" + directory.resolve("id"));
    }

    @Test
    void byTheBytesOfAKey() throws Exception {
        SshSettings settings = server.settings();
        List<Integer> bytes = new ArrayList<>();
        for (byte octet : Files.readAllBytes(Path.of(settings.privateKeyFile))) {
            bytes.add(octet & 0xff);
        }
        settings.privateKeyFile = null;
        settings.privateKey = bytes;
        assertThat(run(connect(settings), "true")).isZero();
    }

    @Test
    void byCertificate() throws Exception {
        Path key = directory.resolve("id");
        Path authority = directory.resolve("ca");
        SshServer.keygen("-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        SshServer.keygen("-q", "-t", "ecdsa", "-N", "", "-f", authority.toString());
        SshServer.keygen("-q", "-s", authority.toString(), "-I", "test", "-n", "root", "-V", "-1h:+1h", key + ".pub");
        SshServer trusting = another("TrustedUserCAKeys " + authority + ".pub");
        SshSettings settings = trusting.settings();
        settings.privateKeyFile = key.toString();
        settings.certificateFile = key + "-cert.pub";
        settings.handshakeAttempts = 1;
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(check);
        assertThat(check.errors()).isEmpty();
        assertThat(run(connect(settings), "true")).isZero();

        SshServer.keygen("-q", "-s", authority.toString(), "-I", "test", "-n", "root", "-V", "-2h:-1h", key + ".pub");
        settings.record().check(check);
        assertThat(check.errors()).singleElement().asString().contains("is not a valid certificate: it has expired");
        settings.certificateFile = key + ".pub";
        RecordingCheck plain = new RecordingCheck(directory, Set.of(), Set.of());
        settings.record().check(plain);
        assertThat(plain.errors()).singleElement().asString().contains("is not a certificate");
    }

    @ParameterizedTest
    @CsvSource({"rsa, 0", "rsa, 2048", "ecdsa, 0", "ecdsa, 256", "ecdsa, 384", "ed25519, 0"})
    void byTemporaryKeyPairWhichOpenSshReadsAsWell(String type, int bits) throws Exception {
        Redactor secrets = new Redactor();
        TemporaryKeyPair pair = TemporaryKeyPair.generate(new KeyPairOptions(null, null, type, bits, false), secrets);
        assertThat(pair.name()).startsWith("packer_").hasSize("packer_".length() + 36);
        assertThat(secrets.redact(pair.privateKey()))
                .doesNotContain(pair.privateKey().lines().toList().get(1));
        server.authorize(pair.authorizedKey());
        Path file = file("generated", pair.privateKey());
        SshServer.run("chmod", "600", file.toString());
        assertThat(SshServer.run("ssh-keygen", "-y", "-f", file.toString())).startsWith(pair.publicKey());
        SshSettings settings = server.settings();
        settings.privateKeyFile = null;
        settings.handshakeAttempts = 1;
        Target target = new Target() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public TemporaryKeyPair keyPair() {
                return pair;
            }
        };
        try (MachineConnection connection = MachineConnection.open(settings.record(), target, context)) {
            assertThat(run(connection.communicator(), "true")).isZero();
            assertThat(connection.values("i"))
                    .containsEntry("SSHPublicKey", pair.publicKey())
                    .containsEntry("SSHPrivateKey", pair.privateKey());
        }
    }

    @Test
    void theKeyOfTheFileIsToldToProvisionersByBuildersThatMakeKeysAndByNoOthersAsInPacker() throws Exception {
        SshSettings settings = server.settings();
        String text = Files.readString(Path.of(settings.privateKeyFile));
        try (MachineConnection connection = open(settings)) {
            assertThat(connection.values("i"))
                    .containsEntry("SSHPrivateKey", "")
                    .containsEntry("SSHPublicKey", "")
                    .containsEntry("SSHPrivateKeyFile", settings.privateKeyFile);
        }
        Target making = new Target() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public boolean hasKeys() {
                return true;
            }
        };
        try (MachineConnection connection = MachineConnection.open(settings.record(), making, context)) {
            assertThat(connection.values("i"))
                    .containsEntry("SSHPrivateKey", text)
                    .containsEntry("SSHPublicKey", "");
        }
        assertThat(context.secrets().redact(text))
                .doesNotContain(text.lines().toList().get(1));
    }

    @Test
    void byTheKeysOfTheAgent() throws Exception {
        SshAgentProgram agent = closing(SshAgentProgram.start(directory.resolve("agent")));
        agent.add(server.directory().resolve("key"));
        Path rsa = directory.resolve("rsa");
        SshServer.keygen("-q", "-t", "rsa", "-N", "", "-f", rsa.toString());
        agent.add(rsa);
        SshSettings settings = server.settings();
        settings.privateKeyFile = null;
        settings.agentAuth = true;
        settings.handshakeAttempts = 1;
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("SSH_AUTH_SOCK is not set");
        context.environment("SSH_AUTH_SOCK", agent.socket());
        assertThat(run(connect(settings), "true")).isZero();
        Files.writeString(server.directory().resolve("authorized_keys"), Files.readString(Path.of(rsa + ".pub")));
        assertThat(run(connect(settings), "true")).isZero();
    }

    @Test
    void anAgentWithoutKeysIsToldWithTheRemedy() throws Exception {
        SshAgentProgram agent = closing(SshAgentProgram.start(directory.resolve("agent")));
        context.environment("SSH_AUTH_SOCK", agent.socket());
        SshSettings settings = server.settings();
        settings.privateKeyFile = null;
        settings.agentAuth = true;
        settings.handshakeAttempts = 1;
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("refused the user root with the keys of the SSH agent: ")
                .hasMessageContaining(". The SSH agent holds no key: add one to it (ssh-add)");
        Path other = directory.resolve("other");
        SshServer.keygen("-q", "-t", "ed25519", "-N", "", "-f", other.toString());
        agent.add(other);
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("refused the user root with the keys of the SSH agent: ")
                .hasMessageNotContaining("holds no key");
        SshServer strict = another("MaxAuthTries 1");
        settings.port = strict.port();
        SshServer.keygen("-q", "-t", "ed25519", "-N", "", "-f", directory + "/third");
        agent.add(directory.resolve("third"));
        assertThatThrownBy(() -> attempt(settings))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("holds 2 keys, and the server lets fewer be tried (MaxAuthTries)");
    }

    @Test
    void theAgentIsForwardedUnlessTheTemplateForbidsIt() throws Exception {
        SshAgentProgram agent = closing(SshAgentProgram.start(directory.resolve("agent")));
        agent.add(server.directory().resolve("key"));
        context.environment("SSH_AUTH_SOCK", agent.socket());
        var machine = connect(server.settings());
        for (int i = 0; i < 2; i++) {
            assertThat(run(machine, "ssh-add -l")).as(errors.toString()).isZero();
            assertThat(output).singleElement().asString().contains("the-key (ED25519)");
        }
        SshSettings settings = server.settings();
        settings.disableAgentForwarding = true;
        assertThat(run(connect(settings), "test -z \"$SSH_AUTH_SOCK\"")).isZero();
    }

    @Test
    void whateverHostKeyTheMachineHasIsTakenAsInPackerEvenAfterAReboot() throws Exception {
        var machine = connect(server.settings());
        server.stop();
        Files.delete(server.directory().resolve("host"));
        SshServer.keygen(
                "-q",
                "-t",
                "rsa",
                "-b",
                "3072",
                "-N",
                "",
                "-f",
                server.directory().resolve("host").toString());
        server.start();
        assertThat(run(machine, "true")).isZero();
    }

    @Test
    void theTemporaryKeyIsTakenOutOfTheMachinesFiles() throws Exception {
        SshUser user = closing(new SshUser(directory));
        Path home = user.home;
        Path keys = Files.createDirectory(home.resolve(".ssh")).resolve("authorized_keys");
        Files.writeString(keys, "ssh-rsa AAAA packer_one\nssh-rsa BBBB packer.two\nssh-rsa CCCC packerxtwo\n");
        SshServer.run("chown", "-R", user.name, home.toString());
        SshServer passwords = another("AuthenticationMethods password");
        try (MachineConnection connection = open(passwordSettings(passwords, user))) {
            connection.removeTemporaryKey(
                    new KeyPairOptions(null, null, "rsa", 0, true),
                    TemporaryKeyPair.of("packer.two", null, "none", context.secrets()),
                    context);
        }
        assertThat(keys).hasContent("ssh-rsa AAAA packer_one\nssh-rsa CCCC packerxtwo\n");
        assertThat(context.ui().lines()).contains("==> Trying to remove ephemeral keys from authorized_keys files");
    }
}
