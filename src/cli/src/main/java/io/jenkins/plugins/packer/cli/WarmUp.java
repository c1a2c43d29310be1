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
 * processes; and, on a further thread, what connects to AWS or by SSH where the template of a build says something of it
 * (to an instance in AWS it connects a minute later only). It does so while the command line and the template are read.
 * What it does has no effect but that classes are there; a part that is asked for meanwhile is waited for by Java itself.
 */
final class WarmUp implements Runnable {
    /** What the names of options begin with that a template has whose builds connect by SSH. */
    private static final String SSH = "ssh_";

    /** What the names of Amazon's components begin with. */
    private static final String AMAZON = "\"amazon-";

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
        if (line[0].equals("build")) {
            String said = said(line[line.length - 1]);
            if (said.contains(AMAZON)) {
                new TrustWarmUp().start();
            } else if (said.contains(SSH)) {
                new SshWarmUp().start();
            }
        }
        UUID.randomUUID();
        HclParser.parseFile(SourceFile.of("", "a = \"${b}\"\n"), new Diagnostics());
        ProcessHandle.current().info();
    }

    /** The texts of a template's files, as far as they can be looked at. */
    private static String said(String name) {
        try {
            Path template = Path.of(name);
            if (!Files.isDirectory(template)) {
                return text(template);
            }
            StringBuilder all = new StringBuilder();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(template, "*.pkr.{hcl,json}")) {
                for (Path file : files) {
                    all.append(text(file));
                }
            }
            return all.toString();
        } catch (IOException | InvalidPathException e) {
            // Whoever reads it for the run says what is wrong with it.
            return "";
        }
    }

    /** What is no file, such as a pipe, can be read once only, and that is for the run. */
    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) < LARGEST
                ? Files.readString(file, StandardCharsets.ISO_8859_1)
                : "";
    }
}
