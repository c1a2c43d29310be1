package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.shell.ShellConfiguration;
import io.jenkins.plugins.packer.engine.builtin.shell.ShellProvisioner;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.NoCommandsException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that are not a Debian with bash, and trees that are not only files. */
class OddMachinesTest extends SshFixture {
    private Path bin;

    private Path remote() throws Exception {
        return Files.createDirectories(directory.resolve("remote"));
    }

    private Communicator connect(SshServer machine, String method) throws Exception {
        SshSettings settings = machine.settings();
        settings.fileTransferMethod = method;
        return connect(settings);
    }

    /** A machine with these programs only. */
    private SshServer machineWith(String... programs) throws Exception {
        bin = Files.createDirectory(directory.resolve("bin"));
        for (String program : programs) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
        }
        return another("SetEnv PATH=" + bin);
    }

    /** Such a server takes each command for the start of its protocol and waits, as this side does. */
    @Test
    void aMachineThatIsForSftpAloneTakesTreesAndSaysSoWhereScpIsWanted() throws Exception {
        SshServer machine = another("ForceCommand /usr/lib/openssh/sftp-server");
        file("tree/a", "1");
        connect(machine, "sftp").uploadDirectory("tree", remote().toString(), List.of());
        assertThat(remote().resolve("tree/a")).hasContent("1");
        Communicator scp = connect(machine, "scp");
        assertThatThrownBy(() -> scp.upload(new ByteArrayInputStream(new byte[1]), 1, 0600, remote() + "/a"))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Uploading to " + remote() + "/a failed: the machine runs no commands")
                .hasMessageEndingWith("Set ssh_file_transfer_method = \"sftp\".");
    }

    /** Such a server ends well with the input that it takes for its protocol, and /bin/true does in any case. */
    @ParameterizedTest
    @ValueSource(strings = {"/usr/lib/openssh/sftp-server", "/bin/true"})
    void aMachineThatRunsNoCommandsIsNotTakenForOneThatRanThem(String forced) throws Exception {
        SshServer machine = another("ForceCommand " + forced);
        Communicator communicator = connect(machine, "sftp");
        assertThatThrownBy(() -> run(communicator, "touch " + remote() + "/done"))
                .isInstanceOf(NoCommandsException.class)
                .hasMessageStartingWith("The machine 127.0.0.1:" + machine.port() + " runs no commands: ")
                .hasMessageEndingWith("Connect as a user (ssh_username) who has a shell.");
        assertThat(remote()).isEmptyDirectory();
    }

    /** As network gear does, which has commands of its own. */
    @Test
    void aMachineThatKnowsNoEchoAndSaysSoMayHaveRunTheCommand() throws Exception {
        SshServer machine = another("ForceCommand echo \"bad command name (line 1 column 1)\"");
        assertThat(run(connect(machine, "sftp"), "/import " + remote() + "/a.rsc"))
                .isZero();
    }

    @Test
    void aScriptOnAMachineForSftpAloneFailsAtOnce() throws Exception {
        context.with(connect(another("ForceCommand /usr/lib/openssh/sftp-server"), "sftp"));
        Map<String, Object> options =
                Map.of("inline", List.of("touch " + remote() + "/done"), "remote_folder", directory.toString());
        assertThatThrownBy(() -> new ShellProvisioner()
                        .provision(TestConfiguration.of(ShellConfiguration.class, options), context))
                .isInstanceOf(NoCommandsException.class);
        assertThat(remote()).isEmptyDirectory();
    }

    @Test
    void aMachineIsAskedOnceWhetherItRunsCommands() throws Exception {
        SshServer machine = another("LogLevel VERBOSE");
        Communicator communicator = connect(machine, "scp");
        assertThat(run(communicator, "exit 3")).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(run(communicator, "true")).isZero();
        }
        assertThat(machine.log().split("Starting session: command", -1)).hasSize(1 + 4 + 1);
    }

    /** As csh does, it knows no {@code command}, and takes exclamation marks for its history even between quotes. */
    @Test
    void aShellThatIsNotTheBourneShellsKindDoesNotKeepTreesFromBeingStreams() throws Exception {
        Path shell = file("shell", """
                case $SSH_ORIGINAL_COMMAND in
                    command*) echo "command: Command not found." >&2; exit 1 ;;
                    *[!\\\\]!*) echo "Event not found." >&2; exit 1 ;;
                esac
                exec sh -c "$SSH_ORIGINAL_COMMAND"
                """);
        SshServer machine = another("ForceCommand sh " + shell);
        file("tree/a", "1");
        Files.createSymbolicLink(directory.resolve("tree/b"), Path.of("a"));
        connect(machine, "scp").uploadDirectory("tree", remote().resolve("it's !new") + "", List.of());
        assertThat(remote().resolve("it's !new/tree/b")).isSymbolicLink().hasContent("1");
    }

    @ParameterizedTest
    @CsvSource({"tar, scp", "busybox, scp", "none, sftp", "none, scp"})
    void aDirectoryThatItsOwnerCannotWriteToIsFilledBeforeItIsOne(String tar, String method) throws Exception {
        Counterpart.require(
                "busybox", Files.isExecutable(Path.of("/usr/bin/busybox")), "Install Debian's package busybox-static.");
        SshServer machine = machineWith("sh", "mkdir", "scp");
        if (!tar.equals("none")) {
            Files.createSymbolicLink(bin.resolve("tar"), Path.of("/usr/bin", tar));
        }
        SshUser user = closing(new SshUser(directory));
        file("tree/below/a", "1");
        for (String name : List.of("tree/below", "tree")) {
            Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        SshSettings settings = machine.settings();
        settings.fileTransferMethod = method;
        settings.username = user.name;
        connect(settings).uploadDirectory("tree", user.home.toString(), List.of());
        assertThat(user.home.resolve("tree/below/a")).hasContent("1");
        if (!tar.equals("busybox")) {
            assertThat(Files.getPosixFilePermissions(user.home.resolve("tree/below")))
                    .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
            assertThat(Files.getPosixFilePermissions(user.home.resolve("tree")))
                    .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "busybox"})
    void whatTarUnpacksHasThePermissionsAndTimesOfThisSide(String tar) throws Exception {
        SshServer machine = machineWith("sh", "mkdir");
        Files.createSymbolicLink(bin.resolve("tar"), Path.of("/usr/bin", tar));
        SshUser user = closing(new SshUser(directory));
        Path below = file("tree/below/a", "1").getParent();
        Path link = Files.createSymbolicLink(below.resolve("link"), Path.of("a"));
        SshServer.run("touch", "--no-dereference", "--date=@1500000000", link.toString());
        Files.setPosixFilePermissions(below.resolve("a"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxrwxrwx"));
        SshSettings settings = machine.settings();
        settings.username = user.name;
        connect(settings).uploadDirectory("tree", user.home.toString(), List.of());
        Path there = user.home.resolve("tree/below");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
                .isEqualTo("rwxrwxrwx");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolve("a"))))
                .isEqualTo("rw-rw-rw-");
        if (!tar.equals("busybox")) {
            assertThat(Files.getLastModifiedTime(there.resolve("link"), LinkOption.NOFOLLOW_LINKS)
                            .to(TimeUnit.SECONDS))
                    .isEqualTo(1_500_000_000);
        }
    }

    @Test
    void scpCopiesWhatALinkToADirectoryLeadsTo() throws Exception {
        Communicator machine = connect(machineWith("sh", "mkdir", "scp"), "scp");
        file("tree/real/a", "1");
        Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("real"));
        machine.uploadDirectory("tree", remote().toString(), List.of());
        assertThat(remote().resolve("tree/link")).isDirectoryContaining("glob:**/a");
        assertThat(Files.isSymbolicLink(remote().resolve("tree/link"))).isFalse();
        Files.createSymbolicLink(directory.resolve("tree/loop"), Path.of("."));
        assertThatThrownBy(() -> machine.uploadDirectory("tree", remote().toString(), List.of()))
                .hasMessage("Uploading " + directory.resolve("tree") + " to " + remote() + " failed: "
                        + directory.resolve("tree/loop") + ": the link leads to a directory that holds it");
    }

    @Test
    void scpSaysThatItCannotSendANameWithAnEndOfLine() throws Exception {
        Communicator machine = connect(machineWith("sh", "mkdir", "scp"), "scp");
        file("tree/two\nlines", "1");
        assertThatThrownBy(() -> machine.uploadDirectory("tree/", remote().toString(), List.of()))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("such as \"two\\nlines\": install tar on the machine, or set");
        assertThat(remote()).isEmptyDirectory();
    }

    @Test
    void aShellThatGreetsBeforeScpIsNamedWithTheRemedy() throws Exception {
        Path shell = file("shell", "echo Welcome!\nexec sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
        SshServer machine = another("ForceCommand sh " + shell);
        Path content = file("a", "1");
        Communicator scp = connect(machine, "scp");
        String remedy =
                " failed: the machine answers \"Welcome!\" in place of scp. Where a start-up file of the user's shell"
                        + " writes that (.bashrc, .cshrc), let it write to terminals only, or set"
                        + " ssh_file_transfer_method = \"sftp\"; where the shell itself does (nologin, or ForceCommand of"
                        + " the SSH server), it runs no commands: log in as another user";
        assertThatThrownBy(() -> scp.upload(new ByteArrayInputStream(new byte[1]), 1, 0600, remote() + "/a"))
                .isInstanceOf(ComponentException.class)
                .hasMessage("Uploading to " + remote() + "/a" + remedy);
        assertThatThrownBy(() -> scp.download(content.toString(), new ByteArrayOutputStream()))
                .isInstanceOf(ComponentException.class)
                .hasMessage("Downloading " + content + remedy);
    }

    /** Java's own message is the path, and no more. */
    @ParameterizedTest
    @ValueSource(strings = {"tar", "scp", "sftp"})
    void aLinkThatLeadsToNothingIsToldAsOne(String way) throws Exception {
        SshServer machine = way.equals("tar") ? server : machineWith("sh", "mkdir", "scp");
        Communicator communicator = connect(machine, way.equals("sftp") ? "sftp" : "scp");
        file("tree/a", "1");
        Path link = Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("/nonexistent/target"));
        assertThatThrownBy(() -> communicator.uploadDirectory("tree", remote().toString(), List.of()))
                .isInstanceOf(ComponentException.class)
                .hasRootCauseInstanceOf(FileSystemException.class)
                .hasMessageEndingWith(
                        link + " -> /nonexistent/target: the symbolic link leads to nothing on this machine");
    }
}
