package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The engine that the tests work against, with an image of Debian's busybox-static made without any registry. */
final class TestEngine implements AutoCloseable {
    static final String IMAGE = "packer-docker-test/busybox:1";

    /** Where it listens, as the Docker client would look for it. */
    static final String HOST = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "sh",
            "cat",
            "ls",
            "id",
            "stat",
            "echo",
            "mkdir",
            "chmod",
            "chown",
            "rm",
            "sleep",
            "touch",
            "mount",
            "ln",
            "test",
            "kill",
            "true",
            "false",
            "head",
            "tty",
            "env",
            "pwd",
            "printf",
            "ps",
            "dd",
            "readlink");

    final DockerEngine engine;

    private TestEngine(DockerEngine engine) {
        this.engine = engine;
    }

    static TestEngine require() throws Exception {
        Counterpart.require(
                "a Docker engine",
                Files.exists(Path.of(HOST.replaceFirst("^unix://", ""))),
                "Run src/ci/verify.sh, which starts one, or start dockerd and name its Unix socket in DOCKER_HOST.");
        Counterpart.require("a static busybox", Files.exists(BUSYBOX), "Install busybox-static.");
        DockerEngine engine = DockerEngine.connect(Endpoint.of(HOST, null, "the test"), new Cancellation());
        Images images = new Images(engine);
        if (images.find(IMAGE).isEmpty()) {
            try (InputStream tar = TarPipe.of(TestEngine::rootFileSystem)) {
                images.importArchive(tar, IMAGE, List.of("CMD [\"/bin/sh\"]", "ENV FROM_BASE=yes"), null);
            }
        }
        return new TestEngine(engine);
    }

    private static void rootFileSystem(TarArchiveOutputStream tar) throws IOException {
        for (String folder : List.of("bin/", "etc/", "tmp/", "home/", "home/user/", "root/")) {
            TarArchiveEntry entry = new TarArchiveEntry(folder);
            entry.setMode(folder.equals("tmp/") ? 01777 : 0755);
            entry.setIds(folder.equals("home/user/") ? 1000 : 0, folder.equals("home/user/") ? 1000 : 0);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        file(tar, "bin/busybox", Files.readAllBytes(BUSYBOX), 0755);
        file(tar, "etc/passwd", "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n".getBytes(), 0644);
        file(tar, "etc/group", "root:x:0:\nuser:x:1000:\n".getBytes(), 0644);
        for (String applet : APPLETS) {
            TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
            link.setLinkName("busybox");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
    }

    static void file(TarArchiveOutputStream tar, String name, byte[] content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Containers of a run. */
    List<String> containers(TestBuild build) throws ComponentException {
        String filters = "{\"label\":[\"" + Marks.RUN + "=" + build.run + "\"]}";
        List<String> ids = new ArrayList<>();
        engine.find("Listing containers", "/containers/json?all=true&filters=" + DockerEngine.query(filters))
                .orElseThrow()
                .forEach(container -> ids.add(container.path("Id").asText()));
        return ids;
    }

    /** Images of a run. */
    List<String> images(TestBuild build) throws ComponentException {
        return new Images(engine).labelled(Marks.RUN, build.run);
    }

    @Override
    public void close() {
        engine.close();
    }
}
