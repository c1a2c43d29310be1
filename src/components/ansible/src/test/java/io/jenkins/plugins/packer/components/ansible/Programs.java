package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that the tests start. */
final class Programs {
    private Programs() {}

    static void requireAnsible() {
        Counterpart.require(
                "ansible-playbook",
                Files.isExecutable(Path.of("/usr/bin/ansible-playbook")),
                "Install Debian's package ansible-core.");
        requireSsh();
    }

    static void requireSsh() {
        Counterpart.require(
                "OpenSSH's clients",
                Files.isExecutable(Path.of("/usr/bin/ssh")) && Files.isExecutable(Path.of("/usr/bin/sftp")),
                "Install Debian's package openssh-client.");
    }

    /** What a finished program left. */
    record Ended(int status, byte[] output, String errors) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    /** Runs a program with bytes on its standard input. */
    static Ended run(Path directory, byte[] input, List<String> command) throws Exception {
        Path in = Files.write(directory.resolve("program.in"), input);
        Path errors = directory.resolve("program.err");
        Path out = directory.resolve("program.out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                throw new IOException(command + " does not end: " + Files.readString(errors));
            }
            return new Ended(process.exitValue(), Files.readAllBytes(out), Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Writes a program in the shell's language. */
    static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
