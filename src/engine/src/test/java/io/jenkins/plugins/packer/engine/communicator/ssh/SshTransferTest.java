package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and trees to and from a real OpenSSH server, in every way that they can travel. */
class SshTransferTest extends SshFixture {
    /** How a tree travels; a path without tar makes the machine one without it. */
    enum Way {
        TAR("scp", false),
        SCP("scp", true),
        SFTP("sftp", true);

        private final String method;
        private final boolean withoutTar;

        Way(String method, boolean withoutTar) {
            this.method = method;
            this.withoutTar = withoutTar;
        }
    }

    private Path remote;
    private SshServer connected;

    private Communicator connect(Way way) throws Exception {
        remote = Files.createDirectories(directory.resolve("remote"));
        SshServer machine = server;
        if (way.withoutTar) {
            Path bin = Files.createDirectory(directory.resolve("bin"));
            for (String program : List.of("scp", "sh", "mkdir", "cat")) {
                Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
            }
            machine = another("SetEnv PATH=" + bin);
        }
        connected = machine;
        SshSettings settings = machine.settings();
        settings.fileTransferMethod = way.method;
        return connect(settings);
    }

    private static InputStream bytes(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static byte[] noise(int size) {
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFileComesThroughBothWaysWithItsPermissions(Way way) throws Exception {
        Communicator machine = connect(way);
        byte[] content = noise(3_000_001);
        String path = remote.resolve("a file with $dollar 'quotes'").toString().replace("$dollar", "no-dollar");
        machine.upload(bytes(content), content.length, 0640, path);
        assertThat(Path.of(path)).hasBinaryContent(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path))))
                .isEqualTo("rw-r-----");
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        machine.download(path, back);
        assertThat(back.toByteArray()).isEqualTo(content);
        machine.upload(bytes(new byte[0]), 0, -1, path);
        assertThat(Path.of(path)).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "sftp"})
    void pathsInTheHomeDirectoryAreFound(String method) throws Exception {
        SshSettings settings = server.settings();
        settings.fileTransferMethod = method;
        Communicator machine = connect(settings);
        String name = ".packer-test-" + System.nanoTime();
        machine.upload(bytes(new byte[] {'x'}), 1, 0600, "~/" + name);
        try {
            assertThat(run(machine, "cat ~/" + name)).isZero();
            assertThat(output).containsExactly("x");
        } finally {
            run(machine, "rm -f ~/" + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "sftp"})
    void aDirectoryInPlaceOfAFileIsToldWithTheRemedy(String method) throws Exception {
        SshSettings settings = server.settings();
        settings.fileTransferMethod = method;
        Communicator machine = connect(settings);
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThatThrownBy(() -> machine.upload(bytes(new byte[1]), 1, 0600, folder.toString()))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Uploading to " + folder + " failed: ")
                .hasMessageEndingWith("; end the destination with a slash to put the file into it");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatTheMachineRefusesIsToldInItsWords(Way way) throws Exception {
        Communicator machine = connect(way);
        String way1 = way == Way.SFTP ? "No such file" : "No such file or directory";
        assertThatThrownBy(() -> machine.upload(bytes(new byte[1]), 1, 0600, remote + "/none/file"))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Uploading to " + remote + "/none/file failed: ")
                .hasMessageContaining(way1);
        assertThatThrownBy(() -> machine.download(remote + "/none", new ByteArrayOutputStream()))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Downloading " + remote + "/none failed: ")
                .hasMessageContaining(way1);
        assertThatThrownBy(() -> machine.downloadDirectory(remote + "/none/", directory.resolve("x"), List.of()))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining(way1);
        assertThatThrownBy(() -> machine.uploadDirectory("missing", remote.toString(), List.of()))
                .hasMessage("Uploading missing failed: there is no such directory.");
        assertThat(run(machine, "exit 0")).isZero();
    }

    private Path tree() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        file("tree/run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(tree.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        file("tree/deep/er/ünï cöde", "text");
        file("tree/deep/skipped/inside", "never");
        Files.createDirectories(tree.resolve("empty"));
        Files.setPosixFilePermissions(tree.resolve("empty"), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(tree.resolve("inner"), Path.of("deep/er/ünï cöde"));
        file("outside", "from outside");
        Files.createSymbolicLink(tree.resolve("outer"), Path.of("../outside"));
        file("tree/" + "long".repeat(40), "long name");
        return tree;
    }

    private static String describe(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path) + " " + describeOne(path))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String describeOne(Path path) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            if (Files.isSymbolicLink(path)) {
                return "-> " + Files.readSymbolicLink(path);
            }
            return mode
                    + (Files.isDirectory(path)
                            ? " directory"
                            : " " + Files.readString(path).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String expected(Way way) {
        return Stream.of(
                        "deep rwxr-xr-x directory",
                        "deep/er rwxr-xr-x directory",
                        "deep/er/ünï cöde rw-r--r-- text",
                        "empty rwx------ directory",
                        way == Way.SCP ? "inner rw-r--r-- text" : "inner -> deep/er/ünï cöde",
                        "long".repeat(40) + " rw-r--r-- long name",
                        "outer rw-r--r-- from outside",
                        "run.sh rwxr-x--- #!/bin/sh")
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aTreeKeepsItsPermissionsAndLinksAndComesBackTheSame(Way way) throws Exception {
        Communicator machine = connect(way);
        tree();
        machine.uploadDirectory("tree", remote.toString(), List.of("deep/skipped"));
        assertThat(describe(remote.resolve("tree"))).isEqualTo(expected(way));
        machine.downloadDirectory(remote + "/tree", Path.of("back"), List.of("empty"));
        String withoutEmpty = expected(way).replace("empty rwx------ directory\n", "");
        assertThat(describe(directory.resolve("back/tree"))).isEqualTo(withoutEmpty);
        machine.downloadDirectory(remote + "/tree/", Path.of("content"), List.of("./empty/"));
        assertThat(describe(directory.resolve("content"))).isEqualTo(withoutEmpty);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void withASlashAtTheEndOnlyTheContentIsUploadedAndWhatIsThereStays(Way way) throws Exception {
        Communicator machine = connect(way);
        file("tree/new", "new");
        file("remote/to/old", "old");
        machine.uploadDirectory("tree/", remote + "/to", List.of());
        assertThat(describe(remote)).contains("to/new rw-r--r-- new").contains("to/old rw-r--r-- old");
    }

    @Test
    void aPatternYieldsWhatItMatches() throws Exception {
        Communicator machine = connect(Way.TAR);
        file("remote/logs/a.log", "a");
        file("remote/logs/b.log", "b");
        file("remote/logs/c.txt", "c");
        machine.downloadDirectory(remote + "/logs/*.log", Path.of("logs"), List.of());
        assertThat(describe(directory.resolve("logs"))).isEqualTo("a.log rw-r--r-- a\nb.log rw-r--r-- b");
        machine.downloadDirectory(remote + "/l*s/c.txt", Path.of("other"), List.of());
        assertThat(describe(directory.resolve("other"))).isEqualTo("c.txt rw-r--r-- c");
    }

    @Test
    void manyFilesTravelAsOneStreamAndProgressIsTold() throws Exception {
        Communicator machine = connect(Way.TAR);
        for (int i = 0; i < 2000; i++) {
            file("many/" + i % 50 + "/" + i, "content " + i);
        }
        machine.uploadDirectory("many/", remote + "/new/folder", List.of());
        try (Stream<Path> paths = Files.walk(remote)) {
            assertThat(paths.filter(Files::isRegularFile)).hasSize(2000);
        }
        assertThat(remote.resolve("new/folder/7/1007")).hasContent("content 1007");
        assertThat(context.ui().progressed())
                .isEqualTo(Stream.iterate(0, i -> i + 1)
                        .limit(2000)
                        .mapToLong(i -> ("content " + i).length())
                        .sum());
    }

    /** Zeros that end the connection on the way. */
    private final class Killing extends InputStream {
        private long count;

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] content, int offset, int length) {
            if (count < 4_000_000 && count + length >= 4_000_000) {
                server.dropConnections();
            }
            count += length;
            return length;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "sftp"})
    void aServerThatDiesInTheMiddleOfAnUploadIsTold(String method) throws Exception {
        SshSettings settings = server.settings();
        settings.fileTransferMethod = method;
        Communicator machine = connect(settings);
        assertThatThrownBy(() -> machine.upload(new Killing(), 1L << 40, 0600, "/dev/null"))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Uploading to /dev/null failed: the connection ended: ");
        assertThat(run(machine, "echo again")).isZero();
        assertThat(output).containsExactly("again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "sftp"})
    void aServerThatDiesInTheMiddleOfADownloadIsTold(String method) throws Exception {
        SshSettings settings = server.settings();
        settings.fileTransferMethod = method;
        Communicator machine = connect(settings);
        Files.write(directory.resolve("big"), noise(30_000_000));
        OutputStream kills = new OutputStream() {
            private long count;

            @Override
            public void write(int octet) {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] content, int offset, int length) {
                if (count < 1_000_000 && count + length >= 1_000_000) {
                    server.dropConnections();
                }
                count += length;
            }
        };
        assertThatThrownBy(() -> machine.download(directory.resolve("big").toString(), kills))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Downloading " + directory.resolve("big") + " failed: the connection ended: ");
        assertThat(run(machine, "true")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aServerThatDiesInTheMiddleOfATreeIsToldAndTheNextCommandConnectsAnew(Way way) throws Exception {
        Communicator machine = connect(way);
        Path tree = Files.createDirectories(directory.resolve("tree"));
        // So large that the connection is gone long before the end, however late whoever cuts it comes.
        try (RandomAccessFile sparse = new RandomAccessFile(tree.resolve("big").toFile(), "rw")) {
            sparse.write(noise(1_000_000));
            sparse.setLength(1L << 32);
        }
        for (boolean up : new boolean[] {true, false}) {
            Thread killer = dropWhen(up ? remote.resolve("tree") : directory.resolve("back/tree"));
            assertThatThrownBy(() -> {
                        if (up) {
                            machine.uploadDirectory("tree", remote.toString(), List.of());
                        } else {
                            machine.downloadDirectory(tree.toString(), Path.of("back"), List.of());
                        }
                    })
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("connection");
            killer.join();
            assertThat(run(machine, "echo again")).isZero();
            assertThat(output).containsExactly("again");
        }
    }

    /** Ends the connections as soon as a file has come there. */
    private Thread dropWhen(Path folder) {
        Thread thread = new Thread(() -> {
            for (int i = 0; i < 20_000 && !hasContent(folder); i++) {
                new Cancellation().pause(Duration.ofMillis(1));
            }
            connected.dropConnections();
        });
        thread.start();
        return thread;
    }

    private static boolean hasContent(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toFile().length() > 0);
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFullDiskOnTheMachineIsTold(Way way) throws Exception {
        Communicator machine = connect(way);
        Path full = Files.createDirectory(directory.resolve("full"));
        SshServer.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", full.toString());
        try {
            byte[] content = noise(2_000_000);
            assertThatThrownBy(() -> machine.upload(bytes(content), content.length, 0600, full + "/file"))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining(way == Way.SFTP ? "the disk may be full" : "No space left on device");
            Files.createDirectories(directory.resolve("tree"));
            Files.write(directory.resolve("tree/big"), content);
            assertThatThrownBy(() -> machine.uploadDirectory("tree/", full.toString(), List.of()))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining(way == Way.SFTP ? "the disk may be full" : "No space left on device");
            assertThat(run(machine, "true")).isZero();
        } finally {
            SshServer.run("umount", full.toString());
        }
    }

    @Test
    void aFullDiskOnThisSideIsTold() throws Exception {
        Communicator machine = connect(Way.TAR);
        Path full = Files.createDirectory(directory.resolve("full"));
        SshServer.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", full.toString());
        try {
            Files.write(remote.resolve("big"), noise(8_000_000));
            assertThatThrownBy(() -> machine.downloadDirectory(remote + "/", full, List.of()))
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(run(machine, "true")).isZero();
        } finally {
            SshServer.run("umount", full.toString());
        }
    }

    @Test
    void whatTheUsersShellSaysWhenItStartsIsNoPartOfATree() throws Exception {
        Communicator machine = connect(another("ForceCommand echo welcome; eval \"$SSH_ORIGINAL_COMMAND\"")
                .settings());
        file("tree/one", "1");
        for (int i = 0; i < 2; i++) {
            machine.uploadDirectory("tree", directory + "/up" + i, List.of());
            machine.downloadDirectory(directory + "/up" + i + "/tree", directory.resolve("down" + i), List.of());
            assertThat(directory.resolve("down" + i + "/tree/one")).hasContent("1");
        }
    }

    @Test
    void aMachineWithoutSftpIsTold() throws Exception {
        SshSettings settings = another("Subsystem sftp /nowhere/sftp-server").settings();
        settings.fileTransferMethod = "sftp";
        Communicator machine = connect(settings);
        assertThatThrownBy(() -> machine.upload(bytes(new byte[1]), 1, 0600, "/tmp/none"))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Uploading to /tmp/none failed: ")
                .hasMessageContaining("the machine has no SFTP server")
                .hasMessageContaining("ssh_file_transfer_method = \"scp\"");
    }

    @Test
    void whatIsInAnArchiveReplacesWhatIsThere() throws Exception {
        NewTree tree = new NewTree(Files.createDirectory(directory.resolve("in")), Excluded.of(List.of()), context);
        file("in/old", "longer than the new one");
        file("kept", "kept");
        Files.createSymbolicLink(directory.resolve("in/led"), directory.resolve("kept"));
        byte[] content = "new".getBytes(StandardCharsets.US_ASCII);
        tree.file("old", 0600, bytes(content), 3);
        tree.file("led", 0600, bytes(content), 3);
        assertThat(directory.resolve("in/old")).hasContent("new");
        assertThat(directory.resolve("in/led")).hasContent("new");
        assertThat(directory.resolve("kept")).hasContent("kept");
        tree.file("folder/one", 0600, bytes(content), 3);
        Files.delete(directory.resolve("in/folder/one"));
        tree.link("folder", "..");
        assertThatThrownBy(() -> tree.file("folder/two", 0600, bytes(content), 3))
                .hasMessageContaining("through a symbolic link");
    }

    @Test
    void aMachineWithoutScpIsToldWithTheRemedy() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("sh"), Path.of("/bin/sh"));
        Communicator machine = connect(another("SetEnv PATH=" + bin).settings());
        assertThatThrownBy(() -> machine.upload(bytes(new byte[1]), 1, 0600, "/tmp/none"))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("the machine has no scp")
                .hasMessageContaining("ssh_file_transfer_method = \"sftp\"");
    }

    @Test
    void whatAMachineSendsNeverLeavesTheDestination() throws Exception {
        NewTree tree = new NewTree(Files.createDirectory(directory.resolve("in")), Excluded.of(List.of()), context);
        byte[] content = "x".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> tree.file("../out", 0600, bytes(content), 1)).hasMessageContaining("outside of");
        tree.link("link", "..");
        assertThatThrownBy(() -> tree.file("link/out", 0600, bytes(content), 1))
                .hasMessageContaining("through a symbolic link");
        assertThat(directory.resolve("out")).doesNotExist();
    }
}
