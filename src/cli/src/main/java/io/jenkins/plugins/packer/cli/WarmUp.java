package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.util.UUID;

/**
 * Makes the parts of Java ready that every template needs and that take long when first used: random numbers, the parser,
 * processes. It does so on a thread of its own while the command line is parsed, which takes the first 40 ms of a run. What
 * it does has no effect but that classes are there; a part that is asked for meanwhile is waited for by Java itself.
 */
final class WarmUp implements Runnable {
    private WarmUp() {}

    /** Starts it where the command line names a command that reads a template. */
    static void startFor(String... line) {
        if (line.length > 1 && (line[0].equals("build") || line[0].equals("validate"))) {
            Thread thread = new Thread(new WarmUp(), "packer-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        UUID.randomUUID();
        HclParser.parseFile(SourceFile.of("", "a = \"${b}\"\n"), new Diagnostics());
        ProcessHandle.current().info();
    }
}
