package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble.Trouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmFixture;
import io.jenkins.plugins.packer.engine.testing.winrm.WindowsProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinRmCommunicatorTest extends WinRmFixture {
    private static final String PASSWORD = "pässword";

    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private WinRmSettings settings(boolean ntlm, String user, String password, Duration timeout) {
        return new WinRmSettings("127.0.0.1", machine.port(), user, password, false, false, ntlm, false, timeout);
    }

    private WinRmCommunicator communicator(boolean ntlm) {
        return WinRmCommunicator.of(settings(ntlm, "packer", PASSWORD, Duration.ofMinutes(30)), context);
    }

    private int execute(WinRmCommunicator communicator, String command) throws ComponentException {
        return communicator.execute(new RemoteCommand(command, output::add, errors::add));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommandRunsWithItsStreamsAndExitCode(boolean ntlm) throws Exception {
        if (ntlm) {
            machine.negotiateOnly().encryptedOnly();
        }
        machine.programs(line -> console -> {
            console.out("eins\r\nzw");
            console.err("warning: <&>\r\n");
            console.out("ölf\r\nlast");
            return 3010;
        });
        WinRmCommunicator communicator = communicator(ntlm);
        assertThat(execute(communicator, "set \"A=<b> & 'c'\" && run")).isEqualTo(3010);
        assertThat(output).containsExactly("eins", "zwölf", "last");
        assertThat(errors).containsExactly("warning: <&>");
        assertThat(machine.commands()).containsExactly("set \"A=<b> & 'c'\" && run");
        assertThat(machine.violations()).isEmpty();
        assertThat(machine.openShells()).isZero();
        communicator.close();
    }

    @Test
    void aCommandThatIsSilentForLongerThanAnOperationMayTakeIsAskedForAgain() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        machine.programs(line -> console -> {
            released.await();
            console.out("done\r\n");
            return 0;
        });
        int before = machine.requests();
        WinRmCommunicator communicator =
                WinRmCommunicator.of(settings(true, "packer", PASSWORD, Duration.ofMillis(50)), context);
        Thread releasing = new Thread(() -> {
            // Create, Command and at least three that time out.
            while (machine.requests() - before < 8) {
                Thread.onSpinWait();
            }
            released.countDown();
        });
        releasing.start();
        assertThat(execute(communicator, "slow")).isZero();
        releasing.join();
        assertThat(output).containsExactly("done");
        assertThat(machine.violations()).isEmpty();
    }

    private int executeOn(String host, boolean noProxy) throws ComponentException {
        WinRmSettings settings = new WinRmSettings(
                host, machine.port(), "packer", PASSWORD, false, false, true, noProxy, Duration.ofMinutes(1));
        return execute(WinRmCommunicator.of(settings, context), "x");
    }

    @Test
    void theProxyOfTheEnvironmentIsUsedUnlessTheTemplateOrTheEnvironmentSaysNo() throws Exception {
        machine.programs(line -> WindowsProgram.printing("here\r\n"));
        // The test machine takes a proxy's requests as well as its own, and has a name only by it.
        context.environment("HTTP_PROXY", "http://127.0.0.1:" + machine.port());
        assertThat(executeOn("machine.invalid", false)).isZero();
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        // An address of this machine that is not known for one.
        context.environment("HTTP_PROXY", "127.0.0.1:" + closed);
        assertThatThrownBy(() -> executeOn("0.0.0.0", false)).isInstanceOf(ComponentException.class);
        assertThat(executeOn("0.0.0.0", true)).isZero();
        assertThat(executeOn("127.0.0.1", false)).isZero();
        context.environment("no_proxy", "other.example,0.0.0.0");
        assertThat(executeOn("0.0.0.0", false)).isZero();
    }

    @Test
    void muchOutputArrivesWholeAndInOrder() throws Exception {
        machine.programs(line -> console -> {
            for (int i = 0; i < 20_000; i++) {
                console.out("line " + i + " ünïcödé\r\n");
            }
            return 0;
        });
        execute(communicator(true), "lots");
        assertThat(output).hasSize(20_000).element(19_999).isEqualTo("line 19999 ünïcödé");
    }

    @ParameterizedTest
    @CsvSource({"packer, wrong, false", "packer, wrong, true", "nobody, pässword, false", "nobody, pässword, true"})
    void aRefusedLoginIsToldWithWhatToCheck(String user, String password, boolean ntlm) {
        WinRmCommunicator communicator =
                WinRmCommunicator.of(settings(ntlm, user, password, Duration.ofSeconds(60)), context);
        assertThatThrownBy(() -> execute(communicator, "x"))
                .isExactlyInstanceOf(ComponentException.class)
                .hasMessageContaining("127.0.0.1:" + machine.port())
                .hasMessageContaining("the user " + user + " was refused (HTTP 401)")
                .hasMessageContaining("winrm_password")
                .hasMessageNotContaining(password);
    }

    @Test
    void basicWhereItIsNotOfferedIsToldToUseNtlm() {
        machine.negotiateOnly();
        assertThatThrownBy(() -> execute(communicator(false), "x"))
                .hasMessageContaining("offers: Negotiate.")
                .hasMessageContaining("winrm_use_ntlm = true");
    }

    @Test
    void aMachineThatDoesNotEncryptGetsNoCommand() {
        machine.withoutSealing();
        assertThatThrownBy(() -> execute(communicator(true), "x")).hasMessageContaining("winrm_use_ssl");
        assertThat(machine.commands()).isEmpty();
    }

    @Test
    void aMachineThatIsNotThereIsToldWithItsAddress() {
        machine.shutDown();
        assertThatThrownBy(() -> execute(communicator(false), "x"))
                .isExactlyInstanceOf(ComponentException.class)
                .hasMessageStartingWith("WinRM cannot open a shell on 127.0.0.1:" + machine.port());
    }

    @ParameterizedTest
    @CsvSource({
        "Create, FAULT, Access is denied. (WSMan error 5)",
        "Create, UNAVAILABLE, HTTP 503",
        "Command, FAULT, Access is denied. (WSMan error 5)"
    })
    void aCommandThatWasRefusedHasNotBegun(String action, Trouble trouble, String message) {
        machine.trouble(action, trouble);
        assertThatThrownBy(() -> execute(communicator(true), "x"))
                .isExactlyInstanceOf(ComponentException.class)
                .hasMessageContaining(message);
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void aCommandWhoseStartIsNotConfirmedMayHaveBegun() {
        machine.trouble("Command", Trouble.LOSE_ANSWER);
        assertThatThrownBy(() -> execute(communicator(true), "x")).isInstanceOf(DisconnectedException.class);
        assertThat(machine.commands()).containsExactly("x");
        assertThat(machine.openShells()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatBreaksWhileACommandRunsIsMadeAgain(boolean ntlm) throws Exception {
        machine.trouble("Receive", Trouble.DROP);
        machine.programs(line -> WindowsProgram.printing("after all\r\n"));
        assertThat(execute(communicator(ntlm), "x")).isZero();
        assertThat(output).containsExactly("after all");
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void aRebootEndsACommandAndTheNextOneRuns() throws Exception {
        machine.programs(line -> line.equals("reboot")
                ? console -> {
                    console.out("going down\r\n");
                    machine.shutDown();
                    throw new InterruptedException();
                }
                : WindowsProgram.printing("up\r\n"));
        WinRmCommunicator communicator = communicator(true);
        assertThatThrownBy(() -> execute(communicator, "reboot")).isInstanceOf(DisconnectedException.class);
        machine.startUp();
        assertThat(execute(communicator, "next")).isZero();
        assertThat(output).endsWith("up");
    }

    @Test
    void aShellThatIsGoneAfterARebootMeansDisconnected() {
        machine.programs(line -> console -> {
            console.out("rebooting\r\n");
            new CountDownLatch(1).await();
            return 0;
        });
        RemoteCommand reboot = new RemoteCommand(
                "reboot",
                line -> {
                    machine.shutDown();
                    startUp();
                },
                errors::add);
        assertThatThrownBy(() -> communicator(true).execute(reboot))
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining("shell was not found");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingEndsACommandHereAndThereAtOnce(boolean ntlm) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        machine.programs(line -> console -> {
            console.out("running\r\n");
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return 0;
        });
        WinRmCommunicator communicator = communicator(ntlm);
        long start = System.nanoTime();
        RemoteCommand command =
                new RemoteCommand("forever", line -> context.cancellation().cancel("enough"), errors::add);
        assertThatThrownBy(() -> communicator.execute(command)).isInstanceOf(CancelledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void anInterruptedCommandEndsAndLeavesTheInterruptSet() {
        machine.programs(line -> console -> {
            new CountDownLatch(1).await();
            return 0;
        });
        Thread self = Thread.currentThread();
        new Thread(() -> {
                    while (machine.commands().isEmpty()) {
                        Thread.onSpinWait();
                    }
                    self.interrupt();
                })
                .start();
        assertThatThrownBy(() -> execute(communicator(false), "forever")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void aCommandWithAControlCharacterIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> execute(communicator(false), "echo \u0007")).hasMessageContaining("character 7");
        assertThat(machine.commands()).isEmpty();
    }

    private void upload(WinRmCommunicator communicator, byte[] content, String destination) throws ComponentException {
        communicator.upload(new ByteArrayInputStream(content), content.length, 0644, destination);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "5929, false", "5930, true", "123456, true"})
    void aFileIsUploadedAndDownloadedByteForByte(int size, boolean ntlm) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        WinRmCommunicator communicator = communicator(ntlm);
        upload(communicator, content, "c:/Program Files/a b/file.bin");
        assertThat(machine.files()).containsOnlyKeys("c:\\Program Files\\a b\\file.bin");
        assertThat(machine.files().get("c:\\Program Files\\a b\\file.bin")).isEqualTo(content);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        communicator.download("'c:\\Program Files\\a b\\file.bin'", back);
        assertThat(back.toByteArray()).isEqualTo(content);
        assertThat(machine.violations()).isEmpty();
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void anUploadReplacesAFileAndExpandsVariablesOfTheMachine() throws Exception {
        WinRmCommunicator communicator = communicator(true);
        upload(communicator, "long long long".getBytes(StandardCharsets.UTF_8), "$env:TEMP/x.txt");
        upload(communicator, "short".getBytes(StandardCharsets.UTF_8), "$env:TEMP/x.txt");
        assertThat(machine.texts())
                .containsOnly(java.util.Map.entry("C:\\Users\\packer\\AppData\\Local\\Temp\\x.txt", "short"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c:\\temp\\", "c:/temp/", ""})
    void anUploadToADirectoryIsRefused(String destination) {
        assertThatThrownBy(() -> upload(communicator(false), new byte[1], destination))
                .hasMessageContaining("names a directory");
    }

    @Test
    void aFailingUploadTellsWhatTheMachineSaysAndLeavesNothing() {
        machine.put("c:\\temp\\x\\y", new byte[0]);
        assertThatThrownBy(() -> upload(communicator(true), new byte[9000], "c:/temp/x"))
                .isExactlyInstanceOf(ComponentException.class)
                .hasMessage(
                        "The upload to c:/temp/x failed on the machine with exit code 1: c:\\temp\\x is a directory.");
        assertThat(machine.files()).containsOnlyKeys("c:\\temp\\x\\y");
        assertThat(machine.openShells()).isZero();
    }

    @Test
    void anUploadThatBreaksOffLeavesNoTemporaryFile() {
        byte[] content = new byte[9000];
        int[] reads = {0};
        InputStream breaking = new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (reads[0]++ == 1) {
                    throw new IOException("disk error");
                }
                return super.read(bytes, offset, Math.min(length, 8000));
            }
        };
        assertThatThrownBy(() -> communicator(true).upload(breaking, 9000, -1, "c:/x"))
                .hasMessageContaining("disk error");
        assertThat(machine.files()).isEmpty();
    }

    @Test
    void anUploadThatIsCancelledLeavesNoTemporaryFile() {
        byte[] content = new byte[9000];
        int[] reads = {0};
        InputStream cancelling = new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (reads[0]++ == 1) {
                    context.cancellation().cancel("enough");
                }
                return super.read(bytes, offset, Math.min(length, 8000));
            }
        };
        assertThatThrownBy(() -> communicator(true).upload(cancelling, 9000, -1, "c:/x"))
                .isInstanceOf(CancelledException.class);
        assertThat(machine.files()).isEmpty();
    }

    private Path tree() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("sub/empty"));
        Files.writeString(tree.resolve("ä.txt"), "ä");
        Files.writeString(tree.resolve("sub/b.txt"), "b");
        Files.write(tree.resolve("sub/zero"), new byte[0]);
        Files.write(tree.resolve("big.bin"), random(20_000));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("ä.txt"));
        Files.writeString(tree.resolve("skipped"), "no");
        return tree;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"tree, c:\\site\\tree", "tree/, c:\\site"})
    void aDirectoryIsUploadedWholeOrItsContentOnly(String source, String root) throws Exception {
        tree();
        communicator(true).uploadDirectory(source, "c:/site", List.of("skipped"));
        assertThat(machine.files())
                .containsOnlyKeys(
                        root + "\\ä.txt",
                        root + "\\link",
                        root + "\\big.bin",
                        root + "\\sub\\",
                        root + "\\sub\\b.txt",
                        root + "\\sub\\zero",
                        root + "\\sub\\empty\\");
        assertThat(machine.files().get(root + "\\big.bin")).isEqualTo(random(20_000));
        assertThat(machine.texts()).containsEntry(root + "\\link", "ä");
        assertThat(machine.violations()).isEmpty();
        assertThat(context.ui().progressed()).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @CsvSource({"c:\\site\\tree, got/tree", "c:/site/tree/, got"})
    void aDirectoryIsDownloadedWholeOrItsContentOnly(String source, String root) throws Exception {
        Path tree = tree();
        WinRmCommunicator communicator = communicator(true);
        communicator.uploadDirectory("tree", "c:/site", List.of());
        communicator.downloadDirectory(source, Path.of("got"), List.of("skipped"));
        Path got = directory.resolve(root);
        assertThat(got.resolve("ä.txt")).hasContent("ä");
        assertThat(got.resolve("sub/b.txt")).hasContent("b");
        assertThat(got.resolve("sub/zero")).isEmptyFile();
        assertThat(got.resolve("sub/empty")).isEmptyDirectory();
        assertThat(got.resolve("big.bin")).hasSameBinaryContentAs(tree.resolve("big.bin"));
        assertThat(got.resolve("skipped")).doesNotExist();
    }

    @Test
    void whatIsNotThereCannotBeDownloaded() {
        assertThatThrownBy(() -> communicator(false).download("c:/none", new ByteArrayOutputStream()))
                .hasMessageContaining("download of c:/none failed")
                .hasMessageContaining("Could not find file 'c:\\none'");
        assertThatThrownBy(() -> communicator(false).downloadDirectory("c:/none/", directory, List.of()))
                .hasMessageContaining("is no directory");
        assertThatThrownBy(() -> communicator(false).downloadDirectory("c:/x*", directory, List.of()))
                .hasMessageContaining("no wildcards");
    }

    @Test
    void aMachineCannotWriteOutsideOfTheDirectory() {
        machine.programs(line -> null);
        machine.put("c:\\evil\\..\\..\\escaped", new byte[1]);
        assertThatThrownBy(() -> communicator(false).downloadDirectory("c:/evil/", directory.resolve("in"), List.of()))
                .hasMessageContaining("outside of the directory");
        assertThat(directory.resolve("escaped")).doesNotExist();
    }

    private void startUp() {
        try {
            machine.startUp();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void connectingRegistersThePasswordAsASecretAndSeesPowerShellRun() throws Exception {
        WinRmSettings settings = settings(true, "packer", PASSWORD, Duration.ofMinutes(1));
        assertThat(WinRmCommunicator.connect(settings, null, context).type()).isEqualTo("winrm");
        assertThat(context.ui().lines()).containsExactly("    WinRM connected.");
        assertThat(context.secrets().redact(PASSWORD)).isEqualTo("<sensitive>");
    }

    @Test
    void aMachineWherePowerShellDoesNotRunYetIsNotConnectedTo() {
        machine.programs(line -> WindowsProgram.printing("The module could not be loaded.\r\n"));
        assertThatThrownBy(() -> WinRmCommunicator.connect(
                        settings(false, "packer", PASSWORD, Duration.ofMinutes(1)), null, context))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("PowerShell does not print");
        assertThat(context.ui().lines()).containsExactly("    The module could not be loaded.");
    }

    @Test
    void aRefusedLoginMayBeAcceptedLater() {
        assertThatThrownBy(() -> WinRmCommunicator.connect(
                        settings(true, "packer", "wrong", Duration.ofMinutes(1)), null, context))
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        e -> assertThat(e.isLoginRefused()).isFalse())
                .hasMessageContaining("was refused (HTTP 401)");
    }
}
