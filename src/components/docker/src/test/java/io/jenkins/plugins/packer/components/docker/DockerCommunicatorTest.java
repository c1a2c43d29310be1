package io.jenkins.plugins.packer.components.docker;

import static io.jenkins.plugins.packer.components.docker.DockerBuilderTest.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DockerCommunicatorTest {
    @TempDir
    Path directory;

    private TestEngine test;
    private TestBuild build;
    private DockerOptions options;

    @BeforeEach
    void connect() throws Exception {
        test = TestEngine.require();
        build = new TestBuild(directory, Map.of());
        options = new DockerOptions();
        options.image = TestEngine.IMAGE;
        options.pull = false;
        options.discard = true;
    }

    @AfterEach
    void removeEverything() throws Exception {
        if (test != null) {
            build.scope.end(false);
            test.close();
        }
    }

    private void within(TestBuild.Provisioning provisioning) throws Exception {
        build.provisioning = provisioning;
        new DockerBuilder().build(options.record(), build);
    }

    private static void upload(Communicator communicator, String text, int mode, String destination) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        communicator.upload(new ByteArrayInputStream(bytes), bytes.length, mode, destination);
    }

    @Test
    void uploadsAFileWithItsMode() throws Exception {
        within(communicator -> {
            try {
                upload(communicator, "héllo", 0750, "/tmp/a file");
                upload(communicator, "x", -1, "/packer-files/x");
                upload(communicator, "replaced", 0600, "/tmp/a file");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertThat(output(communicator, "cat '/tmp/a file'; echo; stat -c '%a %u:%g' '/tmp/a file'"))
                    .isEqualTo("replaced\n600 0:0");
            assertThat(output(communicator, "stat -c %a /packer-files/x")).isEqualTo("644");
        });
    }

    @Test
    void givesUploadsToTheContainersUserWhereFixUploadOwnerIsSet() throws Exception {
        options.runCommand = List.of("-dit", "--user=user", "--entrypoint=/bin/sh", "{{.Image}}");
        Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(directory.resolve("tree/sub/file"), "x");
        within(communicator -> {
            assertThatUpload(communicator, "/home/user/f");
            communicator.uploadDirectory("tree", "/home/user", List.of());
            assertThat(output(communicator, "cd /home/user; stat -c '%u:%g' f tree tree/sub tree/sub/file"))
                    .isEqualTo("1000:1000\n1000:1000\n1000:1000\n1000:1000");
        });
        options.fixUploadOwner = false;
        within(communicator -> {
            assertThatUpload(communicator, "/home/user/f");
            assertThat(output(communicator, "stat -c '%u:%g' /home/user/f")).isEqualTo("0:0");
        });
    }

    private static void assertThatUpload(Communicator communicator, String destination) {
        try {
            upload(communicator, "x", 0644, destination);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void uploadsADirectoryWithPermissionsAndLinksButNotWhatIsExcluded() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree/sub/deep"))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("sub/deep/script"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(tree.resolve("sub/deep/script"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/deep/script"));
        Files.createDirectory(tree.resolve("left"));
        Files.writeString(tree.resolve("left/behind"), "x");
        Files.writeString(tree.resolve("n".repeat(150)), "long name");
        Files.writeString(tree.resolve("ümläut"), "x");
        within(communicator -> {
            communicator.uploadDirectory("tree", "/new/place", List.of("left"));
            assertThat(output(
                            communicator,
                            "cd /new/place/tree; ls | head -3; cat ümläut; stat -c %a sub/deep/script; readlink link"))
                    .isEqualTo("link\n" + "n".repeat(150) + "\nsub\nx751\nsub/deep/script");
            communicator.uploadDirectory("tree/", "/tmp", List.of());
            assertThat(output(communicator, "ls /tmp/left; stat -c %a /tmp")).isEqualTo("behind\n1777");
            communicator.uploadDirectory("tree/sub/", "/made/here", List.of());
            assertThat(output(communicator, "ls /made/here")).isEqualTo("deep");
            assertThatThrownBy(() -> communicator.uploadDirectory("tree", "/bin/busybox", List.of()))
                    .hasMessageContaining("/bin/busybox is a file in the container");
            assertThatThrownBy(() -> communicator.uploadDirectory("no-tree", "/tmp", List.of()))
                    .hasMessageContaining("is not a directory");
        });
    }

    @Test
    void downloadsAFileAndWhatALinkLeadsTo() throws Exception {
        within(communicator -> {
            output(communicator, "printf content > /tmp/file; ln -s file /tmp/link; mkdir /tmp/folder");
            for (String source : List.of("/tmp/file", "/tmp/link")) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                communicator.download(source, content);
                assertThat(content.toString(StandardCharsets.UTF_8)).isEqualTo("content");
            }
            assertThatThrownBy(() -> communicator.download("/tmp/none", OutputStreams.NULL))
                    .hasMessageContaining("Downloading /tmp/none failed: there is no such file");
            assertThatThrownBy(() -> communicator.download("/tmp/folder", OutputStreams.NULL))
                    .hasMessageContaining("it is a directory");
        });
    }

    @Test
    void downloadsADirectoryWithSlashesAsRsyncHasThem() throws Exception {
        within(communicator -> {
            output(
                    communicator,
                    "mkdir -p /data/sub /data/out; echo a > /data/sub/a; chmod 640 /data/sub/a; echo b > /data/out/b;"
                            + " ln -s sub/a /data/link");
            communicator.downloadDirectory("/data", directory.resolve("got"), List.of("out"));
            communicator.downloadDirectory("/data/", directory.resolve("content"), List.of());
        });
        assertThat(directory.resolve("got/data/sub/a")).hasContent("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("got/data/sub/a"))))
                .isEqualTo("rw-r-----");
        assertThat(directory.resolve("got/data/out")).doesNotExist();
        assertThat(Files.readSymbolicLink(directory.resolve("content/link"))).isEqualTo(Path.of("sub/a"));
        assertThat(directory.resolve("content/out/b")).hasContent("b");
    }

    @Test
    void movesLargeFilesUnchanged() throws Exception {
        byte[] bytes = new byte[20_000_003];
        new Random(1).nextBytes(bytes);
        within(communicator -> {
            communicator.upload(new ByteArrayInputStream(bytes), bytes.length, 0644, "/tmp/large");
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            communicator.download("/tmp/large", back);
            assertThat(back.toByteArray()).isEqualTo(bytes);
        });
    }

    @Test
    void saysThatTheDirectoryOfAnUploadIsMissing() throws Exception {
        within(communicator -> assertThatThrownBy(() -> upload(communicator, "x", 0644, "/no/where/x"))
                .hasMessageContaining("there is no directory /no/where in the container"));
    }

    @Test
    void failsAnUploadWhoseContentIsShorterThanItWasSaidToBe() throws Exception {
        within(communicator -> assertThatThrownBy(
                        () -> communicator.upload(new ByteArrayInputStream(new byte[10]), 20, 0644, "/tmp/short"))
                .hasMessageContaining("Uploading to /tmp/short failed"));
    }

    @Test
    void endsAnUploadWhenCancelled() throws Exception {
        InputStream endless = new InputStream() {
            private int count;

            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                count++;
                if (count == 50) {
                    build.cancellation.cancel("interrupted");
                }
                return length;
            }
        };
        assertThatThrownBy(() -> within(communicator -> communicator.upload(endless, 1L << 40, 0644, "/tmp/endless")))
                .isInstanceOf(CancelledException.class);
        build.scope.end(false);
        assertThat(test.containers(build)).isEmpty();
    }

    private static final class OutputStreams {
        static final java.io.OutputStream NULL = java.io.OutputStream.nullOutputStream();
    }

    @Test
    void passesBytesToACommandAndBackUnchangedUntilTheInputEnds() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        within(communicator -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int status = communicator.stream(
                    new StreamedCommand("cat; echo ended >&2; exit 3", new ByteArrayInputStream(bytes), out, errors));
            assertThat(status).isEqualTo(3);
            assertThat(out.toByteArray()).isEqualTo(bytes);
            assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("ended\n");
        });
    }

    @Test
    void aCommandThatEndsBeforeItsInputIsNotWaitedForLonger() throws Exception {
        within(communicator -> {
            try (PipedOutputStream open = new PipedOutputStream();
                    PipedInputStream input = new PipedInputStream(open)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                assertThat(communicator.stream(new StreamedCommand("echo done", input, out, out)))
                        .isZero();
                assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aCommandWithInputEndsWithTheRun() {
        assertThatThrownBy(() -> within(communicator -> {
                    Thread cancel = new Thread(() -> {
                        build.cancellationFreePause();
                        build.cancellation.cancel("interrupted");
                    });
                    cancel.start();
                    communicator.stream(new StreamedCommand(
                            "sleep 60",
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream()));
                }))
                .isInstanceOf(CancelledException.class);
    }
}
