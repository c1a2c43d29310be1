package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.LocalShellCommunicator;
import io.jenkins.plugins.packer.engine.testing.RecordingCommunicator;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSH's own clients against the proxy. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SshProxyTest {
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path directory;

    private final LocalShellCommunicator machine = new LocalShellCommunicator();
    private TestContext context;
    private PrivateFiles files;
    private SshProxy proxy;
    private Path key;

    @BeforeEach
    void setUp() throws Exception {
        Programs.requireSsh();
        context = new TestContext(directory, List.of(new FileReaper())).with(machine);
    }

    private void start(Map<String, ?> options) throws Exception {
        ProxyOptions read = TestConfiguration.of(ProxyOptions.class, options);
        files = PrivateFiles.create(context);
        ProxyKeys keys = ProxyKeys.of(read, context, files);
        key = keys.privateKeyFile();
        proxy = SshProxy.start(read, "ann", keys, new RemoteFiles(context, files), context);
    }

    @AfterEach
    void stop() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        context.resources().end(true);
    }

    private List<String> options(String portFlag) {
        List<String> options = new ArrayList<>(List.of(
                portFlag,
                Integer.toString(proxy.port()),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentityAgent=none",
                "-o",
                "LogLevel=ERROR",
                "-F",
                "none"));
        if (key != null) {
            options.addAll(List.of("-o", "IdentitiesOnly=yes", "-i", key.toString()));
        }
        return options;
    }

    private Programs.Ended ssh(byte[] input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh"));
        command.addAll(options("-p"));
        command.addAll(List.of(words));
        return Programs.run(directory, input, command);
    }

    private Programs.Ended transfer(String program, byte[] input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.split(" ")));
        command.addAll(options("-P"));
        command.addAll(List.of(words));
        return Programs.run(directory, input, command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDSA", "rsa"})
    void aCommandGetsItsInputAndGivesItsOutputsAndStatus(String type) throws Exception {
        start(Map.of("ansible_proxy_key_type", type));
        byte[] bytes = new byte[2_000_000];
        new Random(1).nextBytes(bytes);
        Programs.Ended ended = ssh(bytes, "ann@127.0.0.1", "cat; echo \"it's over\" >&2; exit 7");
        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.output()).isEqualTo(bytes);
        assertThat(ended.errors()).isEqualTo("it's over\n");
        assertThat(machine.commands()).containsExactly("cat; echo \"it's over\" >&2; exit 7");
        assertThat(ssh(NOTHING, "-tt", "ann@127.0.0.1", "echo with a terminal").text())
                .contains("with a terminal");
    }

    /** Each session but the first is one of many on a connection, whose client answers the end of the output at once. */
    @Test
    void sessionsThatShareAConnectionEndWithTheirStatus() throws Exception {
        start(Map.of());
        String share = "ControlPath=" + directory + "/c";
        for (int i = 0; i < 12; i++) {
            Programs.Ended ended = ssh(
                    new byte[100_000],
                    "-o",
                    "ControlMaster=auto",
                    "-o",
                    "ControlPersist=30s",
                    "-o",
                    share,
                    "ann@127.0.0.1",
                    "cat >/dev/null; exit " + i);
            assertThat(ended.status()).as(ended.errors()).isEqualTo(i);
        }
    }

    @Test
    void nobodyElseMayConnect() throws Exception {
        start(Map.of());
        assertThat(ssh(NOTHING, "bob@127.0.0.1", "true"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(255))
                .satisfies(ended -> assertThat(ended.errors()).contains("Permission denied (publickey)"));
        Path other = directory.resolve("other");
        Programs.run(
                directory, NOTHING, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString()));
        key = other;
        assertThat(ssh(NOTHING, "ann@127.0.0.1", "true").errors()).contains("Permission denied");
        assertThat(machine.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void keysOfTheUsersOwnAreUsed(String type) throws Exception {
        Path own = directory.resolve("own");
        Programs.run(directory, NOTHING, List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", own.toString()));
        start(Map.of("ssh_authorized_key_file", "own.pub", "ssh_host_key_file", "own"));
        assertThat(key).isNull();
        key = own;
        Path known = directory.resolve("known");
        String hostKey = String.join(
                " ",
                List.of(Files.readString(directory.resolve("own.pub")).split(" "))
                        .subList(0, 2));
        Files.writeString(known, "[127.0.0.1]:" + proxy.port() + " " + hostKey + "\n");
        Programs.Ended ended = Programs.run(
                directory,
                NOTHING,
                List.of(
                        "ssh",
                        "-F",
                        "none",
                        "-p",
                        Integer.toString(proxy.port()),
                        "-i",
                        own.toString(),
                        "-o",
                        "IdentityAgent=none",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "UserKnownHostsFile=" + known,
                        "-o",
                        "BatchMode=yes",
                        "ann@127.0.0.1",
                        "echo in"));
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.text()).isEqualTo("in\n");
    }

    @Test
    void keysThatAreNoneAreErrorsThatNameTheOption() throws Exception {
        Files.writeString(directory.resolve("none"), "nothing\n");
        assertThatThrownBy(() -> start(Map.of("ssh_authorized_key_file", "none")))
                .hasMessageStartingWith("ssh_authorized_key_file: " + directory.resolve("none") + " does not hold");
        assertThatThrownBy(() -> start(Map.of("ssh_host_key_file", "none")))
                .hasMessageStartingWith("ssh_host_key_file: " + directory.resolve("none") + " does not hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "scp -O -p"})
    void scpCopiesFilesAndDirectoriesBothWays(String program) throws Exception {
        start(Map.of());
        byte[] bytes = new byte[300_000];
        new Random(2).nextBytes(bytes);
        Path near = Files.createDirectories(directory.resolve("near/tree/deep"))
                .getParent()
                .getParent();
        Files.write(near.resolve("a file"), bytes);
        Files.setPosixFilePermissions(near.resolve("a file"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(near.resolve("tree/deep/leaf"), "leaf");
        Files.writeString(near.resolve("tree/.hidden"), "hidden");
        Path far = Files.createDirectories(directory.resolve("far"));
        String host = "ann@127.0.0.1:";
        boolean legacy = program.contains("-O");
        String spaced = far + "/it's new";

        Programs.Ended up = transfer(
                program,
                NOTHING,
                near + "/a file",
                host + (legacy ? "'" + spaced.replace("'", "'\\''") + "'" : spaced));
        assertThat(up.errors()).isEmpty();
        assertThat(up.status()).isZero();
        assertThat(Files.readAllBytes(far.resolve("it's new"))).isEqualTo(bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(far.resolve("it's new"))))
                .isEqualTo("rwxr-x---");
        assertThat(transfer(program + " -r", NOTHING, near + "/tree", host + far)
                        .errors())
                .isEmpty();
        assertThat(far.resolve("tree/deep/leaf")).hasContent("leaf");
        assertThat(far.resolve("tree/.hidden")).hasContent("hidden");

        Path back = Files.createDirectories(directory.resolve("back"));
        assertThat(transfer(program + " -r", NOTHING, host + far + "/tree", back.toString())
                        .errors())
                .isEmpty();
        assertThat(back.resolve("tree/deep/leaf")).hasContent("leaf");
        assertThat(back.resolve("tree/.hidden")).hasContent("hidden");
        Programs.Ended missing = transfer(program, NOTHING, host + far + "/absent", back.toString());
        assertThat(missing.status()).isNotZero();
        assertThat(missing.errors()).containsIgnoringCase("no such file");
        Programs.Ended unwritable = transfer(program, NOTHING, near + "/a file", host + "/no/such/directory/file");
        assertThat(unwritable.status()).isNotZero();
        assertThat(unwritable.errors()).isNotEmpty();
    }

    @Test
    void sftpDoesAllThatItCan() throws Exception {
        start(Map.of());
        Path far = Files.createDirectories(directory.resolve("far"));
        Files.writeString(directory.resolve("local"), "0123456789".repeat(50_000));
        String batch = """
                pwd
                cd %1$s
                put local one
                put local two
                chmod 640 one
                ln -s one link
                mkdir sub
                rename two sub/three
                ls -la
                get one copy
                rm link
                -rm absent
                -ls absent
                put local gone
                rm gone
                mkdir empty
                rmdir empty
                reget one copy
                """.formatted(far);
        Programs.Ended ended = transfer("sftp -b -", batch.getBytes(StandardCharsets.UTF_8), "ann@127.0.0.1");
        assertThat(ended.status()).as(ended.errors()).isZero();
        assertThat(Files.readString(far.resolve("one"))).isEqualTo("0123456789".repeat(50_000));
        assertThat(far.resolve("sub/three")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(far.resolve("one"))))
                .isEqualTo("rw-r-----");
        assertThat(Files.readString(directory.resolve("copy"))).isEqualTo("0123456789".repeat(50_000));
        assertThat(far.resolve("link")).doesNotExist();
        assertThat(far.resolve("gone")).doesNotExist();
        assertThat(far.resolve("empty")).doesNotExist();
        assertThat(ended.text()).contains("Remote working directory: ", "drwx", " sub");
        assertThat(ended.errors()).contains("absent");
    }

    @Test
    void theMachinesOwnServerForFileTransfersIsUsedWhereItIsNamed() throws Exception {
        Path server = Path.of("/usr/lib/sftp-server");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(server), "no sftp-server on this machine");
        start(Map.of("sftp_command", server + " -e"));
        Files.writeString(directory.resolve("local"), "content");
        Programs.Ended ended = transfer("scp", NOTHING, directory + "/local", "ann@127.0.0.1:" + directory + "/there");
        assertThat(ended.status()).as(ended.errors()).isZero();
        assertThat(directory.resolve("there")).hasContent("content");
        assertThat(machine.commands()).containsExactly(server + " -e");
    }

    @Test
    void aBrokenConnectionLooksLikeOneToAnsible() throws Exception {
        context.with(new io.jenkins.plugins.packer.engine.communicator.Communicator() {
            private final RecordingCommunicator rest = new RecordingCommunicator();

            @Override
            public String type() {
                return "broken";
            }

            @Override
            public int stream(StreamedCommand command) throws ComponentException {
                throw new DisconnectedException("The machine is rebooting.", null);
            }

            @Override
            public int execute(io.jenkins.plugins.packer.engine.communicator.RemoteCommand command) {
                return rest.execute(command);
            }

            @Override
            public void upload(java.io.InputStream content, long size, int mode, String destination)
                    throws ComponentException {
                rest.upload(content, size, mode, destination);
            }

            @Override
            public void uploadDirectory(String source, String destination, List<String> excludes) {
                rest.uploadDirectory(source, destination, excludes);
            }

            @Override
            public void download(String source, java.io.OutputStream content) {
                rest.download(source, content);
            }

            @Override
            public void downloadDirectory(String source, Path destination, List<String> excludes) {
                rest.downloadDirectory(source, destination, excludes);
            }

            @Override
            public void close() {
                rest.close();
            }
        });
        start(Map.of());
        Programs.Ended ended = ssh(NOTHING, "ann@127.0.0.1", "reboot");
        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.errors()).contains("The machine is rebooting.");
        context.with(new RecordingCommunicator());
        Programs.Ended without = ssh(NOTHING, "ann@127.0.0.1", "true");
        assertThat(without.errors())
                .contains("The recording communicator cannot pass a command's input on, which \"true\" needs.");
    }

    @Test
    void aPortThatIsTakenGivesWayToTheNext() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            org.junit.jupiter.api.Assumptions.assumeTrue(port < 65_500);
            start(Map.of("local_port", port));
            assertThat(proxy.port()).isBetween(port + 1, port + 9);
            assertThat(context.ui().lines())
                    .anyMatch(line -> line.startsWith("    The proxy for Ansible cannot listen on port " + port));
        }
    }

    @Test
    void whatWasOnItsWayGoesWithTheFiles() throws Exception {
        start(new HashMap<>());
        Path parent = key.getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        files.close();
        assertThat(parent).doesNotExist();
        assertThat(context.resources().history()).containsExactly("create file " + parent, "remove file " + parent);
    }
}
