package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** A user of this machine with a password, who is gone afterwards. */
final class SshUser implements AutoCloseable {
    final String name = "packer" + UUID.randomUUID().toString().substring(0, 8);
    final String password = "pw-" + UUID.randomUUID();
    final Path home;

    /**
     * Makes one.
     *
     * @param directory where the home directory is made
     */
    SshUser(Path directory) throws IOException {
        home = directory.resolve(name);
        SshServer.run("chmod", "755", directory.toString());
        SshServer.run("useradd", "--create-home", "--home-dir", home.toString(), name);
        Process process = new ProcessBuilder("chpasswd").start();
        try (var in = process.getOutputStream()) {
            in.write((name + ":" + password + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("chpasswd failed for " + name);
        }
    }

    @Override
    public void close() throws IOException {
        SshServer.run("userdel", "--force", name);
    }
}
