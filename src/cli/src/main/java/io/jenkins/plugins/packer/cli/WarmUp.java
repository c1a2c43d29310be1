package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.communicator.ssh.SshWarmUp;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Makes the parts of Java ready that every template needs and that take long when first used: random numbers, the parser,
 * processes; and, on a further thread, what connects by SSH where the template of a build says something of it. It does so
 * while the command line is parsed, which takes the first 40 ms of a run. What it does has no effect but that classes are
 * there; a part that is asked for meanwhile is waited for by Java itself.
 */
final class WarmUp implements Runnable {
    /** What the names of options begin with that such a template has. */
    private static final String SSH = "ssh_";

    private static final int LARGEST = 1 << 20;

    private final String[] line;

    private WarmUp(String... line) {
        this.line = line;
    }

    /** Starts it where the command line names a command that reads a template. */
    static void startFor(String... line) {
        if (line.length > 1 && (line[0].equals("build") || line[0].equals("validate"))) {
            Thread thread = new Thread(new WarmUp(line), "packer-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        if (line[0].equals("build") && speaksOfSsh(line[line.length - 1])) {
            new SshWarmUp().start();
        }
        UUID.randomUUID();
        HclParser.parseFile(SourceFile.of("", "a = \"${b}\"\n"), new Diagnostics());
        ProcessHandle.current().info();
    }

    private static boolean speaksOfSsh(String name) {
        try {
            Path template = Path.of(name);
            return Files.isDirectory(template) ? oneSpeaksOfSsh(template) : contains(template);
        } catch (IOException | InvalidPathException e) {
            // Whoever reads it for the run says what is wrong with it.
            return false;
        }
    }

    private static boolean oneSpeaksOfSsh(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pkr.{hcl,json}")) {
            for (Path file : files) {
                if (contains(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is no file, such as a pipe, can be read once only, and that is for the run. */
    private static boolean contains(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) < LARGEST
                && Files.readString(file, StandardCharsets.ISO_8859_1).contains(SSH);
    }
}
